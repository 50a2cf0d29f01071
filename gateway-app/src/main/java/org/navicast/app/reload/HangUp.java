package org.navicast.app.reload;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGHUP: of a service it asks to read the configuration anew. A program in a terminal gets it when
 * that closes, too, and then has to end.
 */
public final class HangUp {
  private static final Logger LOG = LoggerFactory.getLogger(HangUp.class);

  private static final Path TERMINAL = Path.of("/dev/tty");

  /** 128 and the number of the signal, as for any program that it ends. */
  private static final int ENDED = 129;

  private HangUp() {}

  /**
   * Listens for it, where this system has it and nobody ignores it.
   *
   * @param reload called on a thread of its own
   */
  public static void listen(Runnable reload) {
    boolean hasTerminal = isThereATerminal();
    onSignal(
        () -> {
          if (hasTerminal && !isThereATerminal()) {
            System.exit(ENDED);
          }
          reload.run();
        });
  }

  /** False in a service, and in a program whose terminal has closed. */
  private static boolean isThereATerminal() {
    if (!Files.exists(TERMINAL)) {
      return false;
    }
    try (FileChannel _ = FileChannel.open(TERMINAL)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** By reflection: javac warns of the class by name, and nothing takes that warning back. */
  private static void onSignal(Runnable task) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object handling =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (_, method, _) -> {
                if (method.getName().equals("handle")) {
                  task.run();
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), handling);
    } catch (ReflectiveOperationException e) {
      LOG.debug("There is no SIGHUP on this system", e);
    }
  }
}
