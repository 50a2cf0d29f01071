package org.navicast.hub.cluster;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.OptionalLong;

/**
 * Words that nobody guesses, and that lead to the node that gave them: a client shows one at any
 * node of the hub. From any thread.
 *
 * <p>Base64url of the node, 8 bytes, and 24 bytes by chance; to clients it is just a word.
 */
public final class Tickets {
  private static final int RANDOM_BYTES = 24;
  private static final int BYTES = Long.BYTES + RANDOM_BYTES;

  private final long node;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param node that gives them
   */
  public Tickets(long node) {
    this.node = node;
  }

  /** A new one. */
  public String next() {
    byte[] chance = new byte[RANDOM_BYTES];
    random.nextBytes(chance);
    byte[] whole = ByteBuffer.allocate(BYTES).putLong(node).put(chance).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }

  /** Who gave this one, if not we; empty also for what is none. */
  public OptionalLong otherNode(String ticket) {
    try {
      byte[] whole = Base64.getUrlDecoder().decode(ticket);
      long giver = whole.length == BYTES ? ByteBuffer.wrap(whole).getLong() : node;
      return giver == node ? OptionalLong.empty() : OptionalLong.of(giver);
    } catch (IllegalArgumentException _) {
      return OptionalLong.empty();
    }
  }
}
