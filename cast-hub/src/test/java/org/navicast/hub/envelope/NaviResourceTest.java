package org.navicast.hub.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.navicast.hub.NaviEvents;

/** What an event says of its own life. */
class NaviResourceTest {

  @ParameterizedTest
  @CsvSource({
    "navi-button,pressed,true,false",
    "navi-button,held,true,false",
    "navi-button,released,false,false",
    "navi-button,cancelled,false,false",
    "navi-action,triggered,true,false",
    "navi-action,started,true,false",
    "navi-action,updated,false,true",
    "navi-action,ended,false,false",
    "navi-action,cancelled,false,false",
  })
  void aWordDecides(String event, String word, boolean deadline, boolean continuous) {
    NaviResource found =
        read(
            event,
            event.equals("navi-button") ? NaviEvents.button(word, 1) : NaviEvents.action(word, 1));
    assertEquals(deadline, found.hasDeadline());
    assertEquals(continuous, found.isContinuous());
    assertFalse(found.isLate(149_000_000));
    assertEquals(deadline, found.isLate(150_000_000));
  }

  @Test
  void motionAndPoseAreContinuous() {
    assertTrue(read("navi-motion", NaviEvents.motion(1)).isContinuous());
    assertTrue(read("navi-pose", NaviEvents.pose("A", 1)).isContinuous());
  }

  @ParameterizedTest
  @CsvSource({
    "navi-button,navi-button",
    "org.navicast.navi_button,navi-button",
    "org.example.or.navi_motion,navi-motion",
    "org.navicast.navi_device,",
    "navi_button,",
    "navi-buttons,",
    "my-navi-button,"
  })
  void anEventIsKnownByItsPrivateNameToo(String name, @Nullable String event) {
    Text text = new Text(64);
    text.set(name.toCharArray(), 0, name.length());
    assertEquals(event, NaviResource.event(text));
  }

  @Test
  void aStreamIsOfOneDeviceAndItsTools() {
    assertEquals(stream(NaviEvents.pose("A", 1)), stream(NaviEvents.pose("A", 2)));
    assertNotEquals(stream(NaviEvents.pose("A", 1)), stream(NaviEvents.pose("B", 1)));
    assertNotEquals(
        stream(NaviEvents.pose("A", 1)),
        stream(NaviEvents.pose("A", 1).replace("pedals", "other")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"event\":7}",
        "{\"event\":{\"context\":{}}}",
        "{\"event\":{\"context\":[7,{\"resource\":[]}]}}",
        "{\"event\":{\"context\":[",
      })
  void whatSaysNothingIsNone(String envelope) {
    assertNull(NaviResource.read("navi-button", "GW", Unpooled.copiedBuffer(envelope, UTF_8)));
  }

  private static String stream(String envelope) {
    return read("navi-pose", envelope).stream();
  }

  private static NaviResource read(String event, String envelope) {
    return Objects.requireNonNull(
        NaviResource.read(event, "GW", Unpooled.copiedBuffer(envelope, UTF_8)));
  }
}
