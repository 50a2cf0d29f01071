package org.navicast.app.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the number of a port to listen on. */
final class Ports implements ITypeConverter<Integer> {
  private static final int MAX_PORT = 65_535;

  @Override
  public Integer convert(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException _) {
      // told below
    }
    throw new TypeConversionException(
        "'" + text + "' is not a port; give a whole number from 0 to " + MAX_PORT);
  }
}
