package org.navicast.app.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command prints: data to one stream, words about it to the other.
 *
 * @param out what was asked for
 * @param err what a person should know
 */
public record Console(PrintWriter out, PrintWriter err) {

  /** The streams of this process, in UTF-8, each line written at once. */
  public static Console ofProcess() {
    return new Console(writer(FileDescriptor.out), writer(FileDescriptor.err));
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** Prints one line of data. */
  public void print(String line) {
    out.println(line);
  }

  /** Tells a person that something is wrong. */
  public void complain(String message) {
    err.println("navicast: " + message);
  }

  /** True when nobody reads any more, as after {@code | head}. */
  public boolean closed() {
    return out.checkError();
  }
}
