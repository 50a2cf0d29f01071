package org.navicast.app.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What a person sees, line by line. */
class ScreenTest {
  private static final String STATUS =
      """
      {"is":"status","at":0,"items":{"hub":"joined https://hub.example.org/api/hub",
       "hub.joined":"yes","version.gateway":"1","subscription":"alive","device.pedals":"connected",
       "battery.pedals":80,"held.pedals":"left","device.cap":"lost",
       "reason.cap":"it is not plugged in","profile":"demo","mode":"read","actions":"told",
       "understood":"all","study":"open","latency.round-trip-micros":412,
       "latency.age-median-micros":71,"latency.age-p99-micros":2330,"token.left-seconds":3480,
       "lease.left-seconds":59,"events.sent":5288,"events.merged":1204,"events.expired":1,
       "events.failed":0,"standstills":0,"clock":"synchronised"}}
      """;

  private final View view = new View(ZoneOffset.UTC);

  @Test
  void aScreenOf80By24SaysHowAllIsAndWhatHappened() {
    say(STATUS);
    made("navi-motion", "{'device':'cap','translation':[0.5,0,0],'rotation':[0,0,-0.25]}");
    made("navi-button", "{'device':'pedals','control':'left','state':'pressed'}");
    say(
        "{'is':'meant','at':1000,'input':'pedals.left','gesture':'press','action':'slice.next',"
            + "'obstacle':''}");
    say(
        "{'is':'became','at':2000,'device':'pedals','what':'left pressed','fate':'late',"
            + "'presses':[1]}");
    assertThat(text(80, 24))
        .containsExactly(
            "NAVICast monitor: or-3",
            "hub      joined https://hub.example.org/api/hub",
            "         round trip 0.4 ms, age p50 0.1 ms, p99 2.3 ms, token 58 min, lease 59 s",
            "events   sent 5288, merged 1204, dropped 1, failed 0, standstills 0, clock synch",
            "viewers  profile demo, mode read, understood all, study open",
            "pedals   connected, battery 80 %, down: left",
            "cap      lost: it is not plugged in, 0.50 0.00 0.00 / 0.00 0.00 -0.25",
            "what happened       q ends",
            "00:00:00.000 pedals left pressed",
            "00:00:00.001   pedals.left press means slice.next",
            "00:00:00.002   pedals left pressed: too late, dropped: it could not leave within",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "");
  }

  @Test
  void whateverTheSizeSoManyLinesComeAndTheNewestIsAmongThem() {
    say(STATUS);
    IntStream.range(0, 40).forEach(i -> device("d" + i));
    for (int height = 3; height < 60; height++) {
      List<String> lines = text(30, height);
      assertThat(lines).hasSize(height).allMatch(line -> line.length() <= 30);
      assertThat(lines).anyMatch(line -> line.contains("what happened"));
    }
    assertThat(text(80, 24)).anyMatch(line -> line.endsWith("d39 connected"));
    assertThat(text(80, 24)).anyMatch(line -> line.matches("and \\d+ more"));
  }

  @Test
  void whatOthersCallThemselvesSpeaksToNoTerminal() {
    made("navi-device", "{'device':'\\u001b[31mred','state':'lost','reason':'a\\nb\\u0007'}");
    assertThat(text(80, 24)).noneMatch(line -> line.matches(".*\\p{Cntrl}.*"));
  }

  @Test
  void eachFateThatLosesAnEventHasItsWords() {
    assertThat(List.of("late", "unlinked", "cut", "crowded", "orphaned", "failed"))
        .allSatisfy(fate -> assertThat(Fates.words(fate)).isNotEmpty());
    assertThat(List.of("sent", "merged"))
        .allSatisfy(fate -> assertThat(Fates.words(fate)).isEmpty());
  }

  @Test
  void ofTheLinkItIsNewsWhereItGotToAndWhyNot() {
    say("{'is':'link','at':0,'state':'authorizing','reason':'the pause is over'}");
    say("{'is':'link','at':0,'state':'waiting','reason':'nothing listens'}");
    say("{'is':'link','at':0,'state':'online','reason':'the WebSocket is open'}");
    assertThat(view.news())
        .containsExactly(
            new Line(Mood.BAD, "00:00:00.000 link waiting: nothing listens"),
            new Line(Mood.GOOD, "00:00:00.000 link online: the WebSocket is open"));
  }

  @Test
  void ofNewsTheOldestGoes() {
    IntStream.range(0, View.MOST_NEWS + 1).forEach(i -> device("d" + i));
    assertThat(view.news()).hasSize(View.MOST_NEWS);
    assertThat(view.news().iterator().next().text()).endsWith("d1 connected");
  }

  private void device(String name) {
    made("navi-device", "{'device':'" + name + "','state':'connected'}");
  }

  private void made(String event, String resource) {
    say(
        "{'is':'made','at':0,'envelope':{'event':{'hub.event':'"
            + event
            + "','context':[{'resource':"
            + resource
            + "}]}}}");
  }

  private void say(String line) {
    view.accept(JsonMapper.shared().readTree(line.replace('\'', '"')));
  }

  private List<String> text(int width, int height) {
    return Screen.lines(view, "or-3", width, height).stream().map(Line::text).toList();
  }
}
