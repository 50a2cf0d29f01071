package org.navicast.app.config;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Public keys of people, as OpenSSH writes them: {@code type base64 comment} (sshd(8)). */
final class SshKey {
  private static final Pattern LINE =
      Pattern.compile("([a-z0-9@.-]+) ([A-Za-z0-9+/=]+)( \\P{Cntrl}*)?");

  private static final Set<String> TYPES =
      Set.of(
          "ssh-ed25519",
          "ssh-rsa",
          "ecdsa-sha2-nistp256",
          "ecdsa-sha2-nistp384",
          "ecdsa-sha2-nistp521",
          "sk-ssh-ed25519@openssh.com",
          "sk-ecdsa-sha2-nistp256@openssh.com");

  private SshKey() {}

  /** True for one line without options. */
  static boolean isOne(String line) {
    Matcher key = LINE.matcher(line);
    return key.matches() && TYPES.contains(key.group(1)) && holds(key.group(1), key.group(2));
  }

  /** The key itself begins with its type, and the length of that in four bytes (RFC 4253, 6.6). */
  private static boolean holds(String type, String base64) {
    byte[] blob;
    try {
      blob = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return false;
    }
    byte[] start =
        ByteBuffer.allocate(Integer.BYTES + type.length())
            .putInt(type.length())
            .put(type.getBytes(StandardCharsets.US_ASCII))
            .array();
    return blob.length > start.length
        && Arrays.equals(blob, 0, start.length, start, 0, start.length);
  }
}
