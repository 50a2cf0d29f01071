package org.navicast.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.navicast.hub.conference.Conferences;
import tools.jackson.databind.JsonNode;

/** cast-wire, section 9: the newer edition's conferences. */
class ConferenceTest {
  private static final String PATH = "/api/hub/conference";

  @AutoClose private final HubFixture hub = HubFixture.onLoopback();

  @Test
  void participantsGetWhatTheyNeverSubscribedTo() throws Exception {
    Peer host = hub.subscriber("TA", "navi-button", "A");
    Peer guest = hub.subscriber("TB", "something-else", "B");
    Peer stranger = hub.subscriber("TC", "*", "C");
    create("TA", "TB");
    assertEquals("conference-start", host.nextEvent());
    JsonNode start = guest.next();
    assertEquals("TA", start.path("event").path("hub.topic").asString());
    assertEquals(
        "{\"hostTopic\":\"TA\",\"sceneLeaderTopic\":\"TA\",\"title\":\"Board\","
            + "\"hostUserName\":\"A\",\"participants\":[\"A\",\"B\"]}",
        start.path("event").path("context").toString());

    hub.publish("TA", "navi-button", "GW");
    assertEquals("navi-button", host.nextEvent());
    JsonNode bridged = guest.next();
    assertEquals("TA", bridged.path("event").path("hub.topic").asString());

    hub.publish("TB", "navi-pose", "GW");
    assertEquals("navi-pose", host.nextEvent());
    assertEquals("navi-pose", guest.nextEvent());
    hub.publish("TC", "last-one", "GW");
    assertEquals("last-one", stranger.nextEvent());
  }

  @Test
  void aTargetDoesNotCountButTheEchoRuleDoes() throws Exception {
    Peer host = hub.subscriber("TA", "*", "A");
    Peer guest = hub.subscriber("TB", "*", "B");
    create("TA", "TB");
    host.nextEvent();
    guest.nextEvent();
    hub.publish(
        HubFixture.envelope("TA", "whisper", "b", ",\"target.subscriber.name\":\"nobody\""));
    assertEquals("whisper", host.nextEvent());
    hub.publish("TA", "last-one", "X");
    assertEquals("last-one", guest.nextEvent(), "not its own whisper");
  }

  @Test
  void whoAsksForEverythingGetsItOnce() throws Exception {
    Peer everywhere = hub.subscriber("*", "*", "A");
    create("TA", "TB");
    everywhere.nextEvent();
    hub.publish("TA", "first", "X");
    hub.publish("TB", "second", "X");
    assertEquals("first", everywhere.nextEvent());
    assertEquals("second", everywhere.nextEvent());
  }

  @Test
  void aSubscriberThatGoesIsToldToThePartners() throws Exception {
    Peer host = hub.subscriber("TA", "*", "A");
    Peer guest = hub.subscriber("TB", "*", "B");
    create("TA", "TB");
    host.nextEvent();
    guest.close(1000);
    assertEquals("subscription-removed", host.nextEvent());
  }

  @Test
  void topicsJoinAndLeadAndLeave() throws Exception {
    Peer host = hub.subscriber("TA", "*", "A");
    hub.subscriber("TC", "*", "C");
    create("TA", "TB");
    host.nextEvent();

    send("PATCH", PATH + "/join", "{\"hostTopic\":\"TA\",\"joinTopic\":\"TC\"}", 200);
    JsonNode joined = host.next().path("event");
    assertEquals("conference-start", joined.path("hub.event").asString());
    assertEquals("TC", joined.path("context").path("joinedTopic").asString());
    assertEquals("C", joined.path("context").path("joinedUserName").asString());

    send("PATCH", PATH + "/lead", "{\"hostTopic\":\"TA\",\"sceneLeaderTopic\":\"TC\"}", 200);
    JsonNode lead = host.next().path("event");
    assertEquals("conference-lead", lead.path("hub.event").asString());
    assertEquals("TC", lead.path("context").path("sceneLeaderTopic").asString());
    assertEquals(
        "[{\"hostTopic\":\"TA\",\"sceneLeaderTopic\":\"TC\",\"title\":\"Board\","
            + "\"topics\":[\"TB\",\"TC\"],\"participants\":[\"A\",\"C\"]}]",
        hub.send("GET", PATH, HubFixture.JSON, "").body());

    assertEquals(
        "{\"removed\":0,\"updated\":1}",
        send("DELETE", PATH, "{\"hostTopic\":\"TA\",\"leaveTopic\":\"TC\"}", 200));
    assertEquals("attendee-left", host.next().at("/event/context/reason").asString());
    assertEquals(
        "{\"removed\":1,\"updated\":0}",
        send("DELETE", PATH, "{\"hostTopic\":\"TA\",\"leaveTopic\":\"TB\"}", 200));
    assertEquals("empty", host.next().at("/event/context/reason").asString());
    assertEquals("[]", hub.send("GET", PATH, HubFixture.JSON, "").body());
  }

  @Test
  void peopleAreToldByTheirNames() throws Exception {
    Peer host = hub.subscriber("TA", "*", "VIEWER-A");
    String client = "{\"timezone\":\"Europe/Berlin\"}";
    hub.subscriber("TC", "*", "VIEWER-C", "subscriber.client_info", client);
    send("POST", PATH, "{\"hostTopic\":\"TA\",\"title\":\"B\",\"hostUserName\":\"Ada\"}", 200);
    assertEquals("Ada", host.next().at("/event/context/hostUserName").asString());
    String join = "{\"hostTopic\":\"TA\",\"joinTopic\":\"TC\",\"joinUserName\":\"Cy\"}";
    send("PATCH", PATH + "/join/", join, 200);
    assertEquals("Cy", host.next().at("/event/context/joinedUserName").asString());
    send("PATCH", PATH + "/lead", "{\"hostTopic\":\"TA\",\"sceneLeaderTopic\":\"TC\"}", 200);
    JsonNode lead = host.next().at("/event/context");
    assertEquals("Cy", lead.path("leaderUserName").asString());
    assertEquals("Cy", lead.path("leaderLabel").asString());
    assertEquals("[\"Ada\",\"Cy\"]", lead.path("participants").toString());
    send("PATCH", PATH + "/join", "{\"hostTopic\":\"TA\",\"joinTopic\":\"TA\"}", 400);
    assertEquals(
        "[{\"topic\":\"TA\",\"timezone\":\"\"},{\"topic\":\"TC\",\"timezone\":\"Europe/Berlin\"}]",
        hub.send("GET", "/api/hub/conference-topics/", HubFixture.JSON, "").body());
  }

  @Test
  void afterItsEndNothingIsCarriedOver() throws Exception {
    Peer guest = hub.subscriber("TB", "*", "B");
    create("TA", "TB");
    guest.nextEvent();
    assertEquals(
        "{\"removed\":1,\"updated\":0}", send("DELETE", PATH, "{\"hostTopic\":\"TA\"}", 200));
    assertEquals("host-ended", guest.next().at("/event/context/reason").asString());
    hub.publish("TA", "not-carried", "X");
    hub.publish("TB", "last-one", "X");
    assertEquals("last-one", guest.nextEvent());
  }

  @Test
  void topicsThatCanBeChosenAreThoseSubscribedTo() throws Exception {
    hub.subscriber("TB", "*", "B");
    hub.subscriber("TA", "*", "A");
    hub.subscriber("*", "*", "C");
    assertEquals(
        "[{\"topic\":\"TA\",\"timezone\":\"\"},{\"topic\":\"TB\",\"timezone\":\"\"}]",
        hub.send("GET", "/api/hub/conference-topics", HubFixture.JSON, "").body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "POST||{\"title\":\"Board\"}|400",
        "POST||{\"hostTopic\":\"TA\"}|400",
        "PATCH|/join|{\"hostTopic\":\"TX\",\"joinTopic\":\"TB\"}|404",
        "PATCH|/lead|{\"hostTopic\":\"TA\",\"sceneLeaderTopic\":\"TX\"}|400",
        "PUT||{\"hostTopic\":\"TA\"}|405",
        "DELETE||{\"hostTopic\":\"TX\"}|200",
      })
  void whatMakesNoSenseIsRefused(String method, String path, String body, int status)
      throws Exception {
    create("TA", "TB");
    send(method, PATH + (path == null ? "" : path), body, status);
  }

  @Test
  void thereIsAnEndToTheirNumber() throws Exception {
    for (int i = 0; i < Conferences.MAX_CONFERENCES; i++) {
      create("T" + i, "TB");
    }
    send("POST", PATH, "{\"hostTopic\":\"one-more\",\"title\":\"Board\"}", 503);
    create("T0", "TC");
  }

  private void create(String hostTopic, String topic) throws Exception {
    send(
        "POST",
        PATH,
        "{\"hostTopic\":\"%s\",\"title\":\"Board\",\"topics\":[\"%s\"]}"
            .formatted(hostTopic, topic),
        200);
  }

  private String send(String method, String path, String body, int status) throws Exception {
    var reply = hub.send(method, path, HubFixture.JSON, body);
    assertEquals(status, reply.statusCode(), reply.body());
    return reply.body();
  }
}
