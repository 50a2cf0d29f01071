package org.navicast.cast.secure;

import java.nio.file.Path;
import java.security.PrivateKey;

/** Reads what only its owner may read. */
public final class SecretFiles {
  private SecretFiles() {}

  /**
   * The first line of a file.
   *
   * @param what it holds, for the words of a refusal: {@code password}, {@code secret}
   */
  public static String firstLine(Path file, String what) throws FileTrouble {
    String line =
        BoundedFile.secret(FileTrouble.Part.PASSWORD, file).lines().findFirst().orElse("");
    if (line.isEmpty()) {
      throw new FileTrouble(
          FileTrouble.Part.PASSWORD, "is empty; write the " + what + " on its first line");
    }
    return line;
  }

  /** The first private key of a PEM file, PKCS#8 without a password. */
  public static PrivateKey privateKey(Path file) throws FileTrouble {
    return Pem.privateKey(file);
  }
}
