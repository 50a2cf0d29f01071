package org.navicast.app.demo;

import java.util.Map;

/** The simulated devices of a demo: each behaves on a real pty or socket as the real one would. */
public interface SimulatedDevices {

  /** By the name of a device in the configuration, the keys that say where it is. */
  Map<String, Map<String, Object>> places();

  /** Ends them, without leaving a file or a port. */
  void close();
}
