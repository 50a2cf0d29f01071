package org.navicast.hub.attack;

import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Programs of these tests in processes of their own. */
final class Processes {
  private Processes() {}

  /**
   * Starts one.
   *
   * @param before what stands before its command line
   */
  static Process java(List<String> before, Class<?> main, String... arguments) throws IOException {
    return java(before, List.of(), main, arguments);
  }

  /** Starts one with these options of its own. */
  static Process javaWith(List<String> options, Class<?> main, String... arguments)
      throws IOException {
    return java(List.of(), options, main, arguments);
  }

  private static Process java(
      List<String> before, List<String> options, Class<?> main, String... arguments)
      throws IOException {
    String java =
        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    List<String> command =
        Stream.of(
                before.stream(),
                Stream.of(java),
                options.stream(),
                Stream.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-cp",
                    System.getProperty("java.class.path"),
                    main.getName()),
                Arrays.stream(arguments))
            .flatMap(each -> each)
            .toList();
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
