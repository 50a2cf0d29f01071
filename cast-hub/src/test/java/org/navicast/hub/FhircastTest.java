package org.navicast.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** FHIRcast 3.0.0 on this hub, beside Cast subscribers of the same topic. */
class FhircastTest {
  private static final String FHIR_JSON = "application/fhir+json";

  @AutoClose private final HubFixture hub = HubFixture.onLoopback();

  @Test
  void theFirstFrameConfirmsTheSubscription() throws Exception {
    HttpResponse<String> granted = trySubscribe("/api/hub", "Patient-open,SyncError", "EHR");
    assertEquals(202, granted.statusCode());
    assertEquals(
        List.of("hub.channel.endpoint"), List.copyOf(HubFixture.json(granted).propertyNames()));
    Peer ehr = hub.bindRaw(endpoint(granted), true);
    assertEquals(
        "{\"hub.mode\":\"subscribe\",\"hub.topic\":\"T1\",\"hub.events\":\"Patient-open,SyncError\","
            + "\"hub.lease_seconds\":7200}",
        ehr.nextText());
  }

  @ParameterizedTest
  @CsvSource({
    "subscriber.product.name, VolView",
    "subscriber.actors, WATCHER",
    "subscriber.client_info, {}"
  })
  void whoSendsAFieldOfCastIsACastClient(String field, String value) throws Exception {
    HttpResponse<String> granted = trySubscribe("/api/hub", "ImagingStudy-open", "V", field, value);
    Peer viewer = hub.bindRaw(endpoint(granted), true);
    assertEquals("connection.established", viewer.next().path("type").asString());
    Peer asked =
        hub.bindRaw(
            endpoint(trySubscribe("/fhircast", "ImagingStudy-open", "V", field, value)), true);
    assertEquals("subscribe", asked.next().path("hub.mode").asString(), "there it is not asked");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "navi-button", "SyncError,navi-button", ""})
  void whoAsksForAnEventOfCastIsACastClient(String events) throws Exception {
    HttpResponse<String> granted = trySubscribe("/api/hub", events, "V");
    Peer viewer = hub.bindRaw(endpoint(granted), true);
    assertEquals("connection.established", viewer.next().path("type").asString());
    Peer asked = hub.bindRaw(endpoint(trySubscribe("/fhircast", events, "V")), true);
    assertEquals(events, asked.next().path("hub.events").asString(), "there it is not asked");
  }

  @ParameterizedTest
  @CsvSource({"60, 60", "1, 1", "999999999999, 86400"})
  void theHubGrantsWhatLeaseItGives(String asked, long granted) throws Exception {
    HttpResponse<String> reply =
        trySubscribe("/fhircast", "Patient-open", "EHR", "hub.lease_seconds", asked);
    Peer ehr = hub.bindRaw(endpoint(reply), true);
    assertEquals(granted, ehr.next().path("hub.lease_seconds").asLong());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "1.5", "soon"})
  void aLeaseIsAPositiveNumber(String asked) throws Exception {
    assertEquals(
        400,
        trySubscribe("/fhircast", "Patient-open", "EHR", "hub.lease_seconds", asked).statusCode());
  }

  @Test
  void aRenewalReplacesTheEventsAndIsConfirmedAgain() throws Exception {
    String endpoint = endpoint(trySubscribe("/fhircast", "Patient-open", "EHR"));
    Peer ehr = hub.bind(endpoint);
    HttpResponse<String> renewed =
        trySubscribe(
            "/api/hub",
            "Patient-close",
            "EHR",
            "hub.channel.endpoint",
            endpoint,
            "hub.lease_seconds",
            "90");
    assertEquals(endpoint, endpoint(renewed));
    JsonNode confirmation = ehr.next();
    assertEquals("Patient-close", confirmation.path("hub.events").asString());
    assertEquals(90, confirmation.path("hub.lease_seconds").asLong());
    publish("Patient-open", "1");
    publish("Patient-close", "2");
    assertEquals("Patient-close", ehr.nextEvent());
    later(91);
    assertEquals("denied", ehr.next().path("hub.mode").asString());
  }

  @Test
  void aLeaseThatIsOverIsDeniedAndClosed() throws Exception {
    Peer ehr = subscriber("Patient-open", "EHR", "hub.lease_seconds", "60");
    Peer cast = hub.subscriber("T1", "subscription-removed", "VIEWER");
    trySubscribe("/fhircast", "Patient-open", "NEVER", "hub.lease_seconds", "60");
    later(59);
    assertEquals(3, hub.stats().path("subscriptions").asInt());
    later(61);
    JsonNode denial = ehr.next();
    assertEquals("denied", denial.path("hub.mode").asString());
    assertEquals("T1", denial.path("hub.topic").asString());
    assertEquals("Patient-open", denial.path("hub.events").asString());
    assertFalse(denial.path("hub.reason").asString().isEmpty());
    assertEquals(1000, ehr.closeStatus());
    assertEquals(
        "lease-ended", cast.next().path("event").path("context").path("reason").asString());
    assertEquals("subscription-removed", cast.nextEvent(), "the one that never came");
    assertEquals(1, hub.stats().path("subscriptions").asInt(), "Cast clients have no lease");
  }

  @Test
  void aHubThatStoodStillReadsRenewalsFirst() throws Exception {
    subscriber("Patient-open", "EHR", "hub.lease_seconds", "60");
    Hub inside = hub.server().hub();
    List<Integer> counts =
        hub.server()
            .loop()
            .submit(
                () -> {
                  long then = inside.nanoTime().getAsLong() + TimeUnit.SECONDS.toNanos(100);
                  inside.fhircast().look(then);
                  int before = inside.subscriptions().size();
                  inside.fhircast().look(then + TimeUnit.SECONDS.toNanos(1));
                  return List.of(before, inside.subscriptions().size());
                })
            .sync()
            .getNow();
    assertEquals(List.of(1, 0), counts);
  }

  @Test
  void unsubscribingIsAcceptedDeniedAndClosed() throws Exception {
    String endpoint = endpoint(trySubscribe("/fhircast", "Patient-open", "EHR"));
    Peer ehr = hub.bind(endpoint);
    HttpResponse<String> reply = unsubscribe("/api/hub", endpoint);
    assertEquals(202, reply.statusCode());
    assertEquals("{\"hub.channel.endpoint\":\"" + endpoint + "\"}", reply.body());
    assertEquals("denied", ehr.next().path("hub.mode").asString());
    assertEquals(1000, ehr.closeStatus());
    assertEquals(404, unsubscribe("/fhircast", endpoint).statusCode(), "it is gone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/hub", "/fhircast"})
  void anEventReachesBothKindsAndItsPublisher(String path) throws Exception {
    Peer ehr = subscriber("patient-OPEN", "EHR");
    Peer cast = hub.subscriber("T1", "*", "VIEWER");
    HttpResponse<String> reply = hub.post(path, FHIR_JSON, event("Patient-open", "e-1", "p1"));
    assertEquals(2, reply.statusCode() / 100);
    assertEquals("e-1", ehr.next().path("id").asString());
    assertEquals("e-1", cast.next().path("id").asString());
  }

  @Test
  void aFhircastSubscriberGetsNothingThatItDidNotAskFor() throws Exception {
    Peer ehr = subscriber("Patient-open", "EHR");
    hub.subscriber("T2", "*", "B");
    assertEquals(
        200,
        hub.post(
                "/api/hub/conference",
                HubFixture.JSON,
                "{\"hostTopic\":\"T2\",\"title\":\"Board\",\"topics\":[\"T1\"]}")
            .statusCode());
    hub.publish("T1", "navi-button", "GW");
    hub.publish("T2", "Patient-open", "B");
    publish("Patient-open", "e-1");
    assertEquals("e-1", ehr.next().path("id").asString(), "a conference is Cast's");
  }

  @ParameterizedTest
  @CsvSource({
    "409, refused",
    "404, refused",
    "500, could not follow",
    "'\"503\"', could not follow"
  })
  void whoDoesNotFollowIsToldToTheOthers(String status, String word) throws Exception {
    Peer viewer = subscriber("Patient-open,SyncError", "VIEWER");
    Peer ehr = subscriber("SyncError", "EHR");
    Peer cast = hub.subscriber("T1", "SyncError", "CAST");
    publish("Patient-open", "e-1");
    assertEquals("e-1", viewer.next().path("id").asString());
    viewer.send("{\"id\":\"e-1\",\"status\":" + status + "}");
    JsonNode error = ehr.next();
    assertSyncError(error, "e-1", "Patient-open", "VIEWER");
    assertTrue(diagnostics(error).contains(word), diagnostics(error));
    assertFalse(diagnostics(error).contains("p1"), "never what the event says of a patient");
    assertEquals("SyncError", cast.nextEvent());
    ehr.send("{\"id\":\"" + error.path("id").asString() + "\",\"status\":500}");
    viewer.send("{\"id\":\"e-1\",\"status\":" + status + "}");
    publish("Patient-open", "e-2");
    assertEquals("e-2", viewer.next().path("id").asString(), "it knows that itself");
    viewer.send("{\"id\":\"e-2\",\"status\":409}");
    assertSyncError(
        ehr.next(), "e-2", "Patient-open", "VIEWER"); // so none of a SyncError, none twice
  }

  @Test
  void whatIsFollowedAndWhatNobodyAskedForSaysNothing() throws Exception {
    Peer viewer = subscriber("Patient-open", "VIEWER");
    Peer cast = hub.subscriber("T1", "*", "CAST");
    publish("Patient-open", "e-1");
    viewer.next();
    cast.next();
    cast.send("{\"id\":\"e-1\",\"status\":409}"); // Cast knows no acknowledgements
    for (String answer :
        List.of(
            "{\"id\":\"e-1\",\"status\":202}",
            "{\"id\":\"e-1\",\"status\":409}",
            "{\"id\":\"e-7\",\"status\":409}",
            "{\"id\":7,\"status\":409}",
            "{\"status\":409}",
            "{\"id\":\"" + "x".repeat(5_000) + "\",\"status\":409}")) {
      viewer.send(answer);
    }
    viewer.ping("all read");
    viewer.nextPong();
    publish("last-one", "e-2");
    assertEquals("last-one", cast.nextEvent());
  }

  @Test
  void nothingIsKeptOfWhatComesByTheHundred() throws Exception {
    Peer viewer = subscriber("org.navicast.navi_motion,org.navicast.navi_button", "VIEWER");
    Peer ehr = subscriber("SyncError", "EHR");
    publishPrivate("navi_motion", "m-1", "");
    publishPrivate("navi_button", "h-1", "\"state\":\"held\",\"validMillis\":150");
    publishPrivate("navi_button", "b-1", "\"state\":\"pressed\",\"validMillis\":150");
    for (String id : List.of("m-1", "h-1", "b-1")) {
      assertEquals(id, viewer.next().path("id").asString());
      viewer.send("{\"id\":\"" + id + "\",\"status\":500}");
    }
    assertSyncError(ehr.next(), "b-1", "org.navicast.navi_button", "VIEWER");
  }

  @Test
  void whoFallsSilentAfterAChangeOfContextIsToldAndLetGo() throws Exception {
    Peer viewer = subscriber("Patient-open", "VIEWER");
    Peer simple = subscriber("Patient-open", "SIMPLE");
    Peer ehr = subscriber("SyncError", "EHR");
    publish("Patient-open", "e-1");
    viewer.next();
    viewer.send("{\"id\":\"e-1\",\"status\":200}");
    viewer.ping("read");
    viewer.nextPong();
    publish("Patient-open", "e-2");
    publish("Patient-open", "e-3");
    viewer.next();
    viewer.next();
    later(12);
    JsonNode error = ehr.next();
    assertSyncError(error, "e-2", "Patient-open", "VIEWER");
    assertTrue(diagnostics(error).contains("did not answer"), diagnostics(error));
    assertEquals("denied", viewer.next().path("hub.mode").asString());
    assertEquals(1000, viewer.closeStatus());
    publish("Patient-open", "e-4");
    assertEquals("e-1", simple.next().path("id").asString(), "it knows no acknowledgements");
    assertEquals("e-2", simple.next().path("id").asString());
  }

  @Test
  void whoseConnectionIsTornIsToldToTheOthers() throws Exception {
    Peer viewer = subscriber("Patient-open", "VIEWER");
    Peer ehr = subscriber("SyncError", "EHR");
    publish("Patient-open", "e-1");
    viewer.next();
    viewer.send("{\"id\":\"e-1\",\"status\":200}");
    viewer.abort();
    JsonNode error = ehr.next();
    assertSyncError(error, "e-1", "Patient-open", "VIEWER");
    assertTrue(diagnostics(error).contains("connection"), diagnostics(error));
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001})
  void whoGoesInOrderIsNoError(int status) throws Exception {
    Peer viewer = subscriber("Patient-open", "VIEWER");
    Peer ehr = subscriber("SyncError,Patient-open", "EHR");
    publish("Patient-open", "e-1");
    viewer.next();
    viewer.close(status);
    assertEquals(status, viewer.closeStatus());
    publish("Patient-open", "e-2");
    assertEquals("e-1", ehr.next().path("id").asString());
    assertEquals("e-2", ehr.next().path("id").asString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/fhircast", "/api/hub"})
  void whatTheHubCanDoIsInItsConfiguration(String url) throws Exception {
    HttpResponse<String> reply =
        hub.send("GET", url + "/.well-known/fhircast-configuration", HubFixture.JSON, "");
    assertEquals(200, reply.statusCode());
    JsonNode configuration = HubFixture.json(reply);
    assertTrue(configuration.path("websocketSupport").asBoolean());
    assertEquals("3.0.0", configuration.path("fhircastVersion").asString());
    assertFalse(configuration.path("getCurrentSupport").asBoolean(true));
    assertTrue(configuration.path("eventsSupported").toString().contains("\"Patient-open\""));
  }

  @Test
  void withoutBeingToldToTheHubKeepsNoContext() throws Exception {
    publish("Patient-open", "e-1");
    HttpResponse<String> current = hub.send("GET", "/fhircast/T1", HubFixture.JSON, "");
    assertEquals(404, current.statusCode());
    Peer late = subscriber("Patient-open", "LATE");
    publish("Patient-open", "e-2");
    assertEquals("e-2", late.next().path("id").asString());
  }

  @ParameterizedTest
  @CsvSource({"PUT, /fhircast", "DELETE, /fhircast", "GET, /fhircast", "POST, /fhircast/T1"})
  void otherMethodsAreRefused(String method, String path) throws Exception {
    assertEquals(405, hub.send(method, path, HubFixture.JSON, "").statusCode());
  }

  private static void assertSyncError(JsonNode envelope, String id, String event, String who) {
    assertEquals("SyncError", envelope.path("event").path("hub.event").asString());
    assertEquals("T1", envelope.path("event").path("hub.topic").asString());
    assertFalse(envelope.path("id").asString().isEmpty());
    assertFalse(envelope.path("timestamp").asString().isEmpty());
    JsonNode entry = envelope.path("event").path("context").path(0);
    assertEquals("operationoutcome", entry.path("key").asString());
    assertEquals("OperationOutcome", entry.path("resource").path("resourceType").asString());
    JsonNode issue = entry.path("resource").path("issue").path(0);
    assertEquals("warning", issue.path("severity").asString());
    assertEquals("processing", issue.path("code").asString());
    List<String> coding = new ArrayList<>();
    issue
        .path("details")
        .path("coding")
        .forEach(
            each ->
                coding.add(each.path("system").asString() + " " + each.path("code").asString()));
    assertEquals(
        List.of(
            "https://fhircast.hl7.org/events/syncerror/eventid " + id,
            "https://fhircast.hl7.org/events/syncerror/eventname " + event,
            "https://fhircast.hl7.org/events/syncerror/subscribername " + who),
        coding);
  }

  private static String diagnostics(JsonNode envelope) {
    return envelope
        .path("event")
        .path("context")
        .path(0)
        .path("resource")
        .path("issue")
        .path(0)
        .path("diagnostics")
        .asString();
  }

  /** What the hub does every second, as if so many had gone by. */
  private void later(int seconds) throws Exception {
    Hub inside = hub.server().hub();
    hub.server()
        .loop()
        .submit(
            () -> {
              long now = inside.nanoTime().getAsLong();
              for (int second = 1; second <= seconds; second++) {
                inside.fhircast().look(now + TimeUnit.SECONDS.toNanos(second));
              }
            })
        .sync();
  }

  private HttpResponse<String> trySubscribe(String path, String events, String name, String... more)
      throws Exception {
    List<String> form =
        new ArrayList<>(
            List.of(
                "hub.mode", "subscribe",
                "hub.channel.type", "websocket",
                "hub.topic", "T1",
                "hub.events", events,
                "subscriber.name", name));
    form.addAll(List.of(more));
    return hub.postForm(path, form.toArray(String[]::new));
  }

  private Peer subscriber(String events, String name, String... more) throws Exception {
    return hub.bind(endpoint(trySubscribe("/fhircast", events, name, more)));
  }

  private static String endpoint(HttpResponse<String> granted) {
    return HubFixture.json(granted).path("hub.channel.endpoint").asString();
  }

  private HttpResponse<String> unsubscribe(String path, String endpoint) throws Exception {
    return hub.postForm(
        path,
        "hub.mode",
        "unsubscribe",
        "hub.channel.type",
        "websocket",
        "hub.topic",
        "T1",
        "hub.channel.endpoint",
        endpoint);
  }

  private void publish(String event, String id) throws Exception {
    HttpResponse<String> reply = hub.post("/fhircast", FHIR_JSON, event(event, id, "p1"));
    assertEquals(2, reply.statusCode() / 100, reply.body());
  }

  private void publishPrivate(String event, String id, String resource) throws Exception {
    HttpResponse<String> reply =
        hub.post(
            "/fhircast",
            HubFixture.JSON,
            "{\"id\":\"%s\",\"event\":{\"hub.topic\":\"T1\",\"hub.event\":\"org.navicast.%s\",\"context\":[{\"resource\":{%s}}]}}"
                .formatted(id, event, resource));
    assertEquals(2, reply.statusCode() / 100, reply.body());
  }

  private static String event(String event, String id, String patient) {
    return """
        {"timestamp":"2026-01-01T00:00:00Z","id":"%s","event":{"hub.topic":"T1","hub.event":"%s",
         "context":[{"key":"patient","resource":{"resourceType":"Patient","id":"%s"}}]}}"""
        .formatted(id, event, patient);
  }
}
