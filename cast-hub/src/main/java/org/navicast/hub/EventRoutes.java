package org.navicast.hub;

import io.netty.handler.codec.http.FullHttpRequest;
import org.navicast.hub.door.Access;
import org.navicast.hub.envelope.EnvelopeException;
import org.navicast.hub.file.UploadedEvent;
import org.navicast.hub.http.Authority;
import org.navicast.hub.http.Json;
import org.navicast.hub.http.Refusal;
import org.navicast.hub.http.Replies;
import org.navicast.hub.request.PendingRequest;
import tools.jackson.databind.node.ObjectNode;

/** Envelopes that come by HTTP: events, and requests that wait for their answers. */
final class EventRoutes {
  private final Hub hub;

  EventRoutes(Hub hub) {
    this.hub = hub;
  }

  /**
   * Publishes.
   *
   * @return false where it is no envelope, and then nothing is answered
   */
  boolean publish(Exchange exchange) throws Refusal, EnvelopeException {
    FullHttpRequest request = exchange.request();
    if (!hub.publisher().read(request.content())) {
      return false;
    }
    requireTopic(exchange.access());
    boolean withFiles = request instanceof UploadedEvent;
    boolean published =
        hub.publisher()
            .publish(
                exchange.context().alloc(),
                request.content(),
                // As in the reference hub, an event with files does not say by which host.
                withFiles ? null : Authority.of(request, exchange.channel()),
                exchange.inflow().waitedNanos(),
                null,
                withFiles);
    if (request instanceof UploadedEvent uploaded) {
      uploaded.published();
    }
    boolean keepAlive = exchange.keepsAlive();
    exchange.replyLater(published ? Replies.received(keepAlive) : Replies.late(keepAlive));
    return true;
  }

  /** Asks all who can answer. */
  void ask(Exchange exchange) throws Refusal, EnvelopeException {
    ObjectNode body = Json.readObject(exchange.request().content());
    hub.publisher().read(exchange.request().content());
    requireTopic(exchange.access());
    PendingRequest started =
        hub.requests()
            .start(hub.publisher().head(), body, exchange.inflow().client(), exchange::ok);
    if (!started.isFinished()) {
      exchange.whenGone(() -> hub.requests().forget(started));
    }
  }

  /** Of the envelope read last. */
  private void requireTopic(Access access) throws Refusal {
    if (!access.permits(hub.publisher().head().topic())) {
      throw Access.otherTopic();
    }
  }
}
