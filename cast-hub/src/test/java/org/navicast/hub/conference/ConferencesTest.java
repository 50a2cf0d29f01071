package org.navicast.hub.conference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What nodes know of conferences comes together, whoever hears of what first. */
class ConferencesTest {
  private final Conferences one = new Conferences(1);
  private final Conferences two = new Conferences(2);

  private static Conference of(String host, String... topics) {
    Conference conference = new Conference(host, "title of " + host);
    for (String topic : topics) {
      conference.join(topic);
    }
    return conference;
  }

  @Test
  void allOfAConferenceIsKnownOnTheOtherNode() {
    Conference conference = of("T1", "T2");
    conference.name("T2", "Ann");
    conference.invite("T3");
    conference.leadBy("T2");
    one.add(conference);
    two.merge(one.state());
    Conference there = two.find("T1");
    assertNotNull(there);
    assertEquals(conference.state(), there.state());
    assertEquals("Ann", there.personOf("T2"));
    assertTrue(two.bridge("T1", "T2"));
  }

  @Test
  void theLatestChangeWinsAndAnEndStaysAnEnd() {
    one.add(of("T1", "T2"));
    var atFirst = one.state();
    two.merge(atFirst);
    Conference there = two.find("T1");
    assertNotNull(there);
    there.join("T3");
    two.changed(there);
    one.merge(two.state());
    one.merge(atFirst);
    assertTrue(one.bridge("T2", "T3"), "an older word changes nothing");

    Conference here = one.find("T1");
    assertNotNull(here);
    one.remove(here);
    two.merge(one.state());
    assertNull(two.find("T1"));
    two.merge(atFirst);
    one.merge(two.state());
    assertNull(two.find("T1"));
    assertNull(one.find("T1"));
    two.add(of("T1", "T4"));
    one.merge(two.state());
    assertTrue(one.bridge("T1", "T4"), "begun again");
  }

  @Test
  void ofTwoAtOnceTheSameOneWinsEverywhere() {
    one.add(of("T1", "A"));
    two.add(of("T1", "B"));
    var ofOne = one.state();
    one.merge(two.state());
    two.merge(ofOne);
    assertTrue(one.bridge("T1", "B"));
    assertTrue(two.bridge("T1", "B"));
    assertEquals(one.state(), two.state());
  }
}
