package org.navicast.gateway.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviDevice;
import org.navicast.cast.event.NaviEvent;

/** What a consumer relies on, checked on all that an engine with one device says. */
final class PressRules {
  private final Map<String, Long> open = new HashMap<>();
  private long lastPressId;

  void check(List<NaviEvent> events) {
    events.forEach(this::check);
  }

  boolean isOpen(String control) {
    return open.containsKey(control);
  }

  void nothingIsOpen() {
    assertEquals(Map.of(), open);
  }

  private void check(NaviEvent event) {
    if (event instanceof NaviButton button) {
      check(button);
    } else if (event instanceof NaviDevice) {
      nothingIsOpen();
    }
  }

  private void check(NaviButton button) {
    assertTrue(button.heldMillis() >= 0);
    switch (button.state()) {
      case PRESSED -> {
        assertTrue(button.pressId() > lastPressId, "press ids count up");
        lastPressId = button.pressId();
        assertFalse(isOpen(button.control()), "a press ends before the next one");
        open.put(button.control(), button.pressId());
      }
      case HELD -> assertEquals(button.pressId(), open.get(button.control()));
      case RELEASED, CANCELLED ->
          assertEquals(button.pressId(), open.remove(button.control()), "a press ends once");
    }
  }
}
