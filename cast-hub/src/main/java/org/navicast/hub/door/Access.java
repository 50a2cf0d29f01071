package org.navicast.hub.door;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Instant;
import org.navicast.hub.envelope.Text;
import org.navicast.hub.http.Refusal;

/**
 * What somebody may do.
 *
 * @param topic the only one; empty for all
 * @param tokenEnds when the token ends by which this was granted
 */
public record Access(String topic, Instant tokenEnds) {
  /** Of a hub that asks nobody who they are. */
  public static final Access ANYBODY = new Access("", Instant.MAX);

  public boolean ends() {
    return !tokenEnds.equals(Instant.MAX);
  }

  /** Whether it is for every topic, and so for all that touches them all. */
  public boolean isForAll() {
    return topic.isEmpty();
  }

  public boolean permits(String wanted) {
    return topic.isEmpty() || topic.equals(wanted);
  }

  public boolean permits(Text wanted) {
    return topic.isEmpty() || wanted.is(topic);
  }

  /** The refusal of a topic that the token is not for. */
  public static Refusal otherTopic() {
    return Refusal.oauth(
        HttpResponseStatus.FORBIDDEN, "insufficient_scope", "The token is for another topic");
  }
}
