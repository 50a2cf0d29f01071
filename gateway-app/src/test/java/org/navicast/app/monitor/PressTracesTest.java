package org.navicast.app.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is said of the way of a press. */
class PressTracesTest {
  private final List<PressTraces.Followed> over = new ArrayList<>();
  private PressTraces traces = new PressTraces("pedals.left");

  @Test
  void aPressThatTheEngineDidNotTakeSaysWhy() {
    say(0, "'is':'said','device':'pedals','bytes':'4c310a'");
    say(9, "'is':'decoded','device':'pedals','control':'left','pressed':true");
    assertThat(over).isEmpty();
    patience();
    assertThat(over)
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.lines().getFirst()).isEqualTo("pedals left");
              assertThat(it.lines()).contains("       +0 us  device   said 4c 31 0a");
              assertThat(it.outcome())
                  .startsWith("did not arrive: the engine took it for no press")
                  .contains("debounce");
            });
  }

  @Test
  void byPostTheStatusOfTheHubDecides() {
    press(7);
    became(7, "sent");
    say(30, "'is':'answered','device':'pedals','what':'left pressed','presses':[7],'status':503");
    assertThat(over)
        .singleElement()
        .satisfies(
            it -> assertThat(it.outcome()).isEqualTo("did not arrive: the hub refused it (503)"));
    press(8);
    became(8, "sent");
    say(30, "'is':'answered','device':'pedals','what':'left pressed','presses':[8],'status':202");
    assertThat(over.getLast().outcome()).isEqualTo("arrived");
  }

  @Test
  void aConfirmationOfWhatWasSentBeforeIsNone() {
    press(7);
    became(7, "sent");
    say(30, "'is':'confirmed','until':24");
    assertThat(over).isEmpty();
    say(40, "'is':'confirmed','until':25");
    assertThat(over.getFirst().outcome()).isEqualTo("arrived");
  }

  @Test
  void releasesAndPressesOfOthersAreNotFollowed() {
    say(0, "'is':'decoded','device':'pedals','control':'right','pressed':true");
    say(1, "'is':'decoded','device':'hand','control':'left','pressed':true");
    say(2, "'is':'decoded','device':'pedals','control':'left','pressed':false");
    patience();
    assertThat(over).isEmpty();
    traces = new PressTraces("");
    say(3, "'is':'decoded','device':'hand','control':'left','pressed':true");
    patience();
    assertThat(over).singleElement().satisfies(it -> assertThat(it.name()).isEqualTo("hand left"));
  }

  private void press(long id) {
    say(10, "'is':'decoded','device':'pedals','control':'left','pressed':true");
    say(
        20,
        "'is':'made','presses':["
            + id
            + "],'envelope':{'event':{'hub.event':'navi-button','context':[{'resource':"
            + "{'device':'pedals','control':'left','state':'pressed','pressId':"
            + id
            + "}}]}}");
  }

  private void became(long id, String fate) {
    say(
        25,
        "'is':'became','device':'pedals','what':'left pressed','presses':["
            + id
            + "],'fate':'"
            + fate
            + "'");
  }

  private void patience() {
    say(PressTraces.PATIENCE_NANOS + TimeUnit.SECONDS.toNanos(1), "'is':'status'");
  }

  private void say(long nanos, String line) {
    over.addAll(
        traces.accept(
            JsonMapper.shared()
                .readTree(("{" + line + ",'nanos':" + nanos + "}").replace('\'', '"'))));
  }
}
