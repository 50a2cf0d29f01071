package org.navicast.cast.secure;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

/** The certificates of authorities that are trusted, for a connection of another kind than ours. */
public final class Authorities {
  private Authorities() {}

  /** All certificates of a PEM file, at least one. */
  public static List<X509Certificate> read(Path file) throws FileTrouble {
    return Pem.certificates(FileTrouble.Part.CA, file);
  }
}
