package org.navicast.gateway.driver;

import java.io.IOException;

/**
 * One device, once opened, until it goes. Trying again is the runtime's business, never a driver's.
 */
public interface DeviceDriver extends AutoCloseable {

  /**
   * Opens the device, says {@link org.navicast.gateway.input.DeviceStatus.State#CONNECTED} when it
   * answered, and reports what it does; blocks while it lives. Runs on a thread of its own.
   *
   * <p>Returns only after {@link #close()}.
   *
   * @throws IOException when the device is not there, goes, or speaks nonsense; its message is one
   *     plain sentence for a person, without a full stop
   */
  void run(InputSink sink) throws IOException, InterruptedException;

  /** Makes {@link #run} return soon; may be called from any thread, before, during and after it. */
  @Override
  void close();
}
