package org.navicast.hub;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.door.Access;
import org.navicast.hub.fhircast.Capabilities;
import org.navicast.hub.fhircast.CurrentContexts;
import org.navicast.hub.http.Refusal;
import tools.jackson.databind.node.ObjectNode;

/** What can be had below {@code /fhircast}, which takes subscriptions and events itself. */
final class FhircastRoutes {
  static final String PATH = "/fhircast";
  private static final String WELL_KNOWN = "/.well-known/fhircast-configuration";
  private static final String CONFIGURATION = PATH + WELL_KNOWN;

  /** Of the hub's other address, which takes subscriptions of FHIRcast where it can tell. */
  static final String CAST_CONFIGURATION = "/api/hub" + WELL_KNOWN;

  private FhircastRoutes() {}

  static boolean isBelow(String path) {
    return path.startsWith(PATH + "/");
  }

  /** Whether anybody may read there what the hub can do. */
  static boolean isConfiguration(String path) {
    return path.equals(CONFIGURATION) || path.equals(CAST_CONFIGURATION);
  }

  /** What the hub can do, or what is open on a topic. */
  static ObjectNode get(Hub hub, String path, Access access) throws Refusal {
    @Nullable CurrentContexts contexts = hub.contexts();
    if (path.equals(CONFIGURATION)) {
      return Capabilities.of(contexts != null);
    }
    if (contexts == null) {
      throw new Refusal(
          HttpResponseStatus.NOT_FOUND,
          "This hub keeps no context; start it with --current-context where it is to do so");
    }
    String topic = topic(path);
    if (!access.permits(topic)) {
      throw Access.otherTopic();
    }
    return contexts.current(topic);
  }

  private static String topic(String path) throws Refusal {
    try {
      return new QueryStringDecoder(path).path().substring(PATH.length() + 1);
    } catch (IllegalArgumentException e) {
      throw new Refusal(HttpResponseStatus.BAD_REQUEST, "Malformed percent-encoding");
    }
  }
}
