package org.navicast.app.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CloseStackTest {
  private final List<String> closed = new ArrayList<>();
  private final CloseStack stack = new CloseStack();

  @Test
  void closesInTheOppositeOrderAndOnce() {
    stack.add("hub", closed::add);
    stack.add("gateway", closed::add);

    stack.close();
    stack.close();

    assertEquals(List.of("gateway", "hub"), closed);
  }

  @Test
  void whatComesTooLateIsClosedAtOnce() {
    stack.close();

    stack.add("gateway", closed::add);

    assertEquals(List.of("gateway"), closed);
  }

  @Test
  void oneThatFailsDoesNotKeepTheOthersOpen() {
    stack.add("hub", closed::add);
    stack.add(
        "gateway",
        _ -> {
          throw new IllegalStateException();
        });

    assertThrows(IllegalStateException.class, stack::close);

    assertEquals(List.of("hub"), closed);
  }
}
