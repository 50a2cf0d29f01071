package org.navicast.app.hub;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.navicast.gateway.input.HubInput;
import org.navicast.gateway.input.Viewer;
import tools.jackson.databind.JsonNode;

/** What viewers say of themselves: by {@code navi-viewer}, or when they are asked. */
final class ViewerWords {
  private static final int MAX_ITEMS = 1_024;

  private ViewerWords() {}

  /** What a {@code navi-viewer} says; empty where it is none by its schema. */
  static Optional<HubInput> of(JsonNode resource) {
    String name = resource.path("viewer").asString("");
    String state = resource.path("state").asString("");
    if (name.isBlank()) {
      return Optional.empty();
    }
    return switch (state) {
      case "active", "paused" ->
          Optional.of(
              new HubInput.ViewerTold(
                  new Viewer(
                      name,
                      resource.path("product").asString(""),
                      state.equals("paused"),
                      resource
                          .path("actions")
                          .valueStream()
                          .limit(Viewer.MAX_ACTIONS)
                          .filter(JsonNode::isString)
                          .map(JsonNode::asString)
                          .collect(Collectors.toSet()),
                      resource.path("leaseMillis").asInt(0))));
      case "leaving" -> Optional.of(new HubInput.ViewerLeft(name));
      default -> Optional.empty();
    };
  }

  /** The viewers among those that answered a status request, as the hub gathered the answers. */
  static HubInput.Roll roll(JsonNode answers, long askedNanos) {
    List<Viewer> viewers = new ArrayList<>();
    Set<String> present = new HashSet<>();
    answers.path("expected").forEach(name -> present.add(name.asString("")));
    for (JsonNode answer : answers.path("responses")) {
      String name = answer.path("subscriber").asString("");
      present.add(name);
      answered(name, answer).ifPresent(viewers::add);
    }
    return new HubInput.Roll(askedNanos, viewers, present);
  }

  /** Empty for who is no viewer. */
  private static Optional<Viewer> answered(String name, JsonNode answer) {
    JsonNode data = answer.path("data");
    String actions = "";
    boolean isViewer = false;
    boolean isPaused = false;
    int leaseMillis = 0;
    for (JsonNode item : data.path("items").valueStream().limit(MAX_ITEMS).toList()) {
      JsonNode value = item.path("value");
      switch (item.path("key").asString("")) {
        case "navicast.actions" -> {
          isViewer = true;
          actions = value.asString("");
        }
        case "navicast.paused" -> isPaused |= value.asBoolean(false);
        case "navicast.active" -> isPaused |= !value.asBoolean(true);
        case "navicast.lease-millis" -> leaseMillis = value.asInt(0);
        default -> {
          // of somebody else
        }
      }
    }
    if (!isViewer || name.isBlank()) {
      return Optional.empty();
    }
    String product = data.path("product").asString(answer.path("productName").asString(""));
    return Optional.of(
        new Viewer(
            name,
            product,
            isPaused,
            Stream.of(actions.split(","))
                .map(String::strip)
                .limit(Viewer.MAX_ACTIONS)
                .collect(Collectors.toSet()),
            leaseMillis));
  }
}
