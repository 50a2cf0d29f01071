package org.navicast.app.monitor;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.navicast.app.hub.Subscriber;
import org.navicast.app.hub.SystemTime;
import org.navicast.cast.hub.HubClient;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.hub.HubState;
import org.navicast.cast.incoming.HubEvent;
import org.navicast.cast.link.HubAddress;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A gateway anywhere, by the hub that it tells: its events as they come, and its answer to a status
 * request every half minute. Publishes nothing.
 */
public final class HubGateway implements Source {
  private static final int MOST_WAITING = 10_000;
  private static final List<String> EVENTS =
      List.of(
          "navi-button", "navi-action", "navi-motion", "navi-pose", "navi-device", "navi-profile");

  private final String name;
  private final BlockingQueue<JsonNode> lines = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Subscriber subscriber;

  /**
   * Begins to listen, and keeps trying.
   *
   * @param user who logs in to the hub's mock authority; nobody where empty
   */
  public HubGateway(HubAddress hub, String topic, String user) {
    this.name = "by " + hub;
    this.subscriber =
        Subscriber.start(
            hub,
            topic,
            user.isEmpty() ? new HubConfig.Auth.None() : new HubConfig.Auth.Mock(user),
            EVENTS,
            new Ear());
  }

  @Override
  public @Nullable JsonNode next(long millis) throws InterruptedException {
    return lines.poll(millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void close() {
    subscriber.close();
  }

  private void offer(ObjectNode line) {
    if (!lines.offer(line)) {
      lines.clear(); // what is newest counts
      lines.add(line("lost").put("lines", MOST_WAITING));
    }
  }

  private static ObjectNode line(String is) {
    return JsonNodeFactory.instance.objectNode().put("is", is).put("at", SystemTime.epochMicros());
  }

  /** On the subscriber's event loop. */
  private final class Ear implements HubClient.Listener {
    @Override
    public void changed(HubState state, String reason) {
      if (state == HubState.ONLINE || state == HubState.WAITING) {
        offer(line("link").put("state", state.label()).put("reason", reason));
      }
    }

    @Override
    public void received(HubEvent event) {
      ObjectNode line = line("made");
      line.set("envelope", event.envelope());
      offer(line);
    }

    @Override
    public boolean asksWhoListens() {
      return true;
    }

    @Override
    public void answered(JsonNode answers, long askedNanos) {
      for (JsonNode answer : answers.path("responses")) {
        ObjectNode line = line("status");
        ObjectNode items = line.putObject("items");
        for (JsonNode item : answer.path("data").path("items")) {
          items.set(item.path("key").asString(""), item.path("value"));
        }
        if (items.has("version.gateway")) {
          offer(line);
        }
      }
    }
  }
}
