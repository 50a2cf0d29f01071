package org.navicast.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.navicast.gateway.input.HubInput;
import org.navicast.gateway.input.Viewer;

class RoomCheckTest {
  private static final Viewer OHIF =
      new Viewer("OHIF-1", "OHIF", false, Set.of("slice.next", "view.pan"), 250);
  private static final Viewer PAUSED = new Viewer("V-2", "VolView", true, Set.of("cine.toggle"), 0);

  @Test
  void nobodyIsAWarning() {
    assertThat(lines(Set.of(), List.of()))
        .containsExactly(
            "WARN  viewers: nobody else is on the topic; open the viewer, and see that it has the"
                + " topic of this configuration");
  }

  @Test
  void othersWhoAreNoViewersAreAWarning() {
    assertThat(
            lines(Set.of("slice.next"), List.of(new Viewer("X", "X", false, Set.of(), 0)), "GW-2"))
        .singleElement()
        .asString()
        .startsWith("WARN  viewers: 1 on the topic, and none says that it acts on actions; ");
  }

  @Test
  void aViewerThatUnderstandsAllIsWell() {
    assertThat(lines(Set.of("slice.next"), List.of(OHIF), "OHIF-1"))
        .containsExactly("OK    viewers: OHIF understands 2 actions");
  }

  @Test
  void aPausedViewerAndWhatNobodyUnderstandsAreSaid() {
    assertThat(
            lines(Set.of("slice.next", "cine.toggle", "a", "b"), List.of(OHIF, PAUSED), "o", "v"))
        .containsExactly(
            "OK    viewers: OHIF understands 2 actions",
            "WARN  viewers: VolView understands 1 actions and is paused; let it go on in its panel",
            "WARN  viewers: no viewer understands a, b; bind other actions, or open a viewer that"
                + " knows them");
    assertThat(lines(Set.of("1", "2", "3", "4", "5", "6"), List.of(OHIF), "o"))
        .anyMatch(it -> it.contains("understands 1, 2, 3, 4, 5 and others; "));
  }

  private static List<String> lines(Set<String> bound, List<Viewer> viewers, String... present) {
    return RoomCheck.of(new HubInput.Roll(0, viewers, Set.of(present)), bound).stream()
        .map(Finding::line)
        .toList();
  }
}
