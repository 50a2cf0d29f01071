package org.navicast.hub;

import io.netty.handler.codec.http.HttpResponseStatus;
import org.navicast.hub.http.Refusal;
import org.navicast.hub.inflow.Inflow;
import org.navicast.hub.inflow.WholeMessages;
import org.navicast.hub.subscription.Subscription;

/** {@code GET /bind/{id}}: turns an HTTP connection into the socket of a subscription. */
final class BindRoute {
  private BindRoute() {}

  static void bind(Hub hub, Exchange exchange, String id) throws Refusal {
    Subscription subscription = hub.subscriptions().find(id);
    if (subscription == null) {
      throw new Refusal(HttpResponseStatus.NOT_FOUND, "No such subscription, subscribe first");
    }
    int maxBytes = hub.config().limits().maxMessageBytes();
    Inflow inflow = Inflow.of(exchange.channel());
    BoundSocket socket = new BoundSocket(hub, subscription, exchange.channel());
    if (Upgrade.accept(
        exchange,
        maxBytes,
        () -> hub.socketOpened(socket),
        new WholeMessages(maxBytes, inflow),
        socket)) {
      inflow.settle((_, why) -> socket.endUnfinished(why));
    }
  }
}
