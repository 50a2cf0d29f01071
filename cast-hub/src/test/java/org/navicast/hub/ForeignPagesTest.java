package org.navicast.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.navicast.hub.door.WebAccess;

/** A page that some browser on this machine shows has no business with the hub. */
class ForeignPagesTest {
  private static final String HOST = "Host: localhost";
  private static final String JSON = "Content-Type: application/json";

  @AutoClose private final HubFixture hub = fixture();

  private static HubFixture fixture() {
    try {
      return new HubFixture(
          HubServerConfig.loopback(0)
              .withWeb(
                  new WebAccess(
                      Set.of("Lab-Hub.example.org", "*.clinic.example"),
                      Set.of("https://viewer.example"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /api/hub",
        "POST /api/hub/request",
        "POST /oauth/authorize",
        "POST /oauth/token",
        "POST /api/admin/reset",
        "DELETE /api/hub",
        "GET /api/hub/conference",
        "GET /api/hub/conference-topics",
        "GET /api/hub/admin/snapshot",
        "OPTIONS /api/hub",
        "GET /bind/x",
        "GET /",
      })
  void noRouteAnswersAForeignPageOrName(String request) throws Exception {
    for (String origin : new String[] {"https://evil.example", "null", "http://localhost.evil"}) {
      String answer = RawClient.ask(hub.port(), request, "{}", HOST, JSON, "Origin: " + origin);
      assertEquals(403, RawClient.status(answer), request + origin);
      assertFalse(answer.toLowerCase(Locale.ROOT).contains("access-control"), answer);
    }
    for (String name : new String[] {"evil.example", "evil.example:80", "1.2.3.4.evil.example"}) {
      assertEquals(
          421,
          RawClient.status(RawClient.ask(hub.port(), request, "{}", "Host: " + name, JSON)),
          request + name);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "localhost,https://viewer.example",
    "localhost:2018,http://localhost:3000",
    "127.0.0.1,http://127.0.0.1:3000",
    "[::1]:2018,http://[::1]:3000",
    "lab-hub.example.org:2018,http://lab-hub.example.org:2018",
    "one.clinic.example,https://VIEWER.example",
    "192.0.2.7,http://192.0.2.7",
  })
  void itsOwnPagesMayAndReadTheAnswer(String host, String origin) throws Exception {
    String answer =
        RawClient.ask(
            hub.port(),
            "POST /api/hub",
            HubFixture.envelope("T1", "e", "X"),
            "Host: " + host,
            JSON,
            "Origin: " + origin);
    assertEquals(200, RawClient.status(answer), answer);
    assertTrue(answer.contains("access-control-allow-origin: " + origin + "\r\n"), answer);
  }

  @Test
  void aForeignPageGetsNoSocket() throws Exception {
    String endpoint = hub.subscribe("T1", "*", "A");
    try (RawClient foreign = RawClient.bind(hub.port(), endpoint, "Origin: https://evil.example")) {
      assertEquals(403, RawClient.status(foreign.readHead()));
    }
    try (RawClient own = RawClient.bind(hub.port(), endpoint, "Origin: https://viewer.example")) {
      assertEquals(101, RawClient.status(own.readHead()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "text/plain;application/json",
        "text/plain; charset=application/json",
        "application/x-www-form-urlencoded",
      })
  void jsonIsTakenOnlyAsJson(String type) throws Exception {
    String answer =
        RawClient.ask(
            hub.port(),
            "POST /api/hub",
            HubFixture.envelope("T1", "e", "X"),
            HOST,
            "Content-Type: " + type);
    assertEquals(400, RawClient.status(answer));
    assertEquals(0, hub.stats().path("published").asInt());
  }

  @Test
  void noFormResetsAndNobodyBehindAProxy() throws Exception {
    hub.subscribe("T1", "*", "A");
    String form = "Content-Type: application/x-www-form-urlencoded";
    String proxy = "X-Forwarded-For: 192.0.2.7";
    assertEquals(403, status("POST /api/admin/reset", HOST, form));
    assertEquals(403, status("POST /api/admin/reset", HOST));
    assertEquals(403, status("POST /api/admin/reset", HOST, JSON, proxy));
    assertEquals(403, status("DELETE /api/hub", HOST, JSON, proxy));
    assertEquals(1, hub.stats().path("subscriptions").asInt());
    assertEquals(200, status("POST /api/admin/reset", HOST, form, "X-Requested-With: curl"));
    assertEquals(0, hub.stats().path("subscriptions").asInt());
  }

  private int status(String request, String... headers) throws Exception {
    return RawClient.status(RawClient.ask(hub.port(), request, "", headers));
  }

  @Test
  void namesThatAreNoneAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new WebAccess(Set.of("http://x"), Set.of()));
    assertThrows(IllegalArgumentException.class, () -> new WebAccess(Set.of("x:1"), Set.of()));
    assertThrows(IllegalArgumentException.class, () -> new WebAccess(Set.of(), Set.of("x")));
    assertThrows(
        IllegalArgumentException.class, () -> new WebAccess(Set.of(), Set.of("http://x/y")));
  }
}
