package org.navicast.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** cast-wire, section 2: paths, methods and errors. */
class ErrorsTest {
  @AutoClose private final HubFixture hub = HubFixture.onLoopback();

  static Stream<String> badEnvelopes() {
    return Stream.of(
        "",
        "   ",
        "{",
        "{}",
        "[]",
        "7",
        "[{\"event\":{\"hub.topic\":\"T1\"}}]",
        "{\"event\":null}",
        "{\"event\":\"e\"}",
        "{\"event\":{}}",
        "{\"event\":{\"hub.topic\":\"\"}}",
        "{\"event\":{\"hub.topic\":7}}",
        "{\"event\":{\"hub.topic\":\"T1\"}}x",
        "{\"event\":{\"hub.topic\":\"T1\",\"context\":{\"a\":NaN}}}",
        "{\"event\":{\"hub.topic\":\"T1\"},\"a\":" + "[".repeat(5_000),
        "{\"event\":{\"hub.topic\":\"" + "t".repeat(257) + "\"}}");
  }

  @ParameterizedTest
  @MethodSource("badEnvelopes")
  void aBadEnvelopeIsRefusedAndTheConnectionGoesOn(String body) throws Exception {
    HttpResponse<String> reply = hub.publish(body);
    assertEquals(400, reply.statusCode());
    assertTrue(HubFixture.json(reply).path("detail").isString());
    assertEquals(200, hub.publish(HubFixture.envelope("T1", "e", "X")).statusCode());
    assertEquals(1, hub.stats().path("published").asInt());
  }

  @ParameterizedTest
  @CsvSource({
    "application/fhir+json,200",
    "text/plain,400",
    "multipart/form-data,400",
    "application/json;charset=utf-8,200",
    "Application/JSON,200",
  })
  void wantsPlainJson(String contentType, int status) throws Exception {
    String envelope = HubFixture.envelope("T1", "e", "X");
    assertEquals(status, hub.post("/api/hub", contentType, envelope).statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/api/hub,405",
    "PUT,/api/hub/,405",
    "GET,/api/hub/T1,404",
    "POST,/api/hub/T1,404",
    "GET,/.well-known/fhircast-configuration,404",
    "GET,/api/hub/request,405",
    "GET,/api/admin/reset,405",
    "POST,/api/hub/admin/snapshot,405",
    "POST,/bind/x,405",
  })
  void otherPathsAndMethods(String method, String path, int status) throws Exception {
    HttpResponse<String> reply = hub.send(method, path, HubFixture.JSON, "");
    assertEquals(status, reply.statusCode());
    assertTrue(HubFixture.json(reply).path("detail").isString());
  }

  @Test
  void aFormWithBrokenEscapesIsRefused() throws Exception {
    assertEquals(400, hub.post("/api/hub", HubFixture.FORM, "hub.mode=%zz").statusCode());
  }

  @Test
  void pagesOfThisMachineMayUseIt() throws Exception {
    HttpRequest preflight =
        HttpRequest.newBuilder(hub.uri("/api/hub"))
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .header("Origin", "http://localhost:3000")
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "content-type")
            .build();
    HttpResponse<String> allowed = hub.http().send(preflight, BodyHandlers.ofString());
    assertEquals(200, allowed.statusCode());
    assertEquals("http://localhost:3000", header(allowed, "access-control-allow-origin"));
    assertEquals("content-type", header(allowed, "access-control-allow-headers"));
    assertTrue(header(allowed, "access-control-allow-methods").contains("POST"));
    assertEquals(204, hub.send("OPTIONS", "/api/hub", HubFixture.JSON, "").statusCode());
    assertEquals(
        "",
        header(hub.publish(HubFixture.envelope("T1", "e", "X")), "access-control-allow-origin"));
  }

  private static String header(HttpResponse<String> reply, String name) {
    return reply.headers().firstValue(name).orElse("");
  }
}
