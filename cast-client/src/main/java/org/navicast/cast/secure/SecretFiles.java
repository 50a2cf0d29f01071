package org.navicast.cast.secure;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.List;

/** Reads and writes what only its owner may read. */
public final class SecretFiles {
  private SecretFiles() {}

  /**
   * The first line of a file.
   *
   * @param what it holds, for the words of a refusal: {@code password}, {@code secret}
   */
  public static String firstLine(Path file, String what) throws FileTrouble {
    String line = lines(file).stream().findFirst().orElse("");
    if (line.isEmpty()) {
      throw new FileTrouble(
          FileTrouble.Part.PASSWORD, "is empty; write the " + what + " on its first line");
    }
    return line;
  }

  /** All lines of a file. */
  public static List<String> lines(Path file) throws FileTrouble {
    return BoundedFile.secret(FileTrouble.Part.PASSWORD, file).lines().toList();
  }

  /**
   * Puts lines in the place of a file, whole or not at all, also over a power cut. Makes its folder
   * where there is none.
   */
  public static void replace(Path file, List<String> lines) throws FileTrouble {
    BoundedFile.replaceSecret(file, String.join("\n", lines) + "\n");
  }

  /** The first private key of a PEM file, PKCS#8 without a password. */
  public static PrivateKey privateKey(Path file) throws FileTrouble {
    return Pem.privateKey(file);
  }
}
