package org.navicast.hub.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FewTest {
  @Test
  void thoseBeyondWaitInOrderUntilOneIsOver() {
    List<String> began = new ArrayList<>();
    Few few = new Few(2);
    for (String each : List.of("a", "b", "c", "d")) {
      few.begin(() -> began.add(each));
    }
    assertEquals(List.of("a", "b"), began);
    few.ended();
    assertEquals(List.of("a", "b", "c"), began);
    few.ended();
    few.ended();
    few.ended();
    few.begin(() -> began.add("e"));
    few.begin(() -> began.add("f"));
    few.begin(() -> began.add("g"));
    assertEquals(List.of("a", "b", "c", "d", "e", "f"), began);
  }
}
