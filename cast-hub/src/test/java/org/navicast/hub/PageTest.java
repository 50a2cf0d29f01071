package org.navicast.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The live page, which a machine without Node builds a hub without. */
class PageTest {
  private static final Pattern FILE = Pattern.compile("(?:src|href)=\"(/page/[^\"]+)\"");

  @AutoClose private final HubFixture hub = HubFixture.onLoopback();

  @Test
  void thePageIsThereWithItsFilesOrSaysHowToGetIt() throws Exception {
    String page = get("/");
    if (RawClient.status(page) == 404) {
      assertTrue(page.contains("install Node 20 or later with npm"), page);
      return;
    }
    assertEquals(200, RawClient.status(page));
    assertFalse(page.contains("<script>"), "a script in the page, which its own policy forbids");
    Matcher files = FILE.matcher(page);
    int count = 0;
    for (; files.find(); count++) {
      assertEquals(200, RawClient.status(get(files.group(1))), files.group(1));
    }
    assertTrue(count >= 3, page);
  }

  @Test
  void nothingButTheHubItselfMayBePartOfThePage() throws Exception {
    String head = get("/").split("\r\n\r\n", 2)[0];
    assertTrue(head.contains("content-security-policy: default-src 'none'; script-src 'self'"));
    assertTrue(head.contains("frame-ancestors 'none'"), head);
    assertTrue(head.contains("X-Content-Type-Options: nosniff"), head);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/page",
        "/page/",
        "/page/nothing.js",
        "/page/Page.class",
        "/page/../Page.class",
        "/page/..%2fPage.class",
        "/page/.html",
        "/page//page/page.js",
        "/index.html",
        "/static/page.js",
      })
  void nothingElseIsHandedOut(String path) throws Exception {
    assertEquals(404, RawClient.status(get(path)), path);
  }

  @Test
  void itIsOnlyRead() throws Exception {
    assertEquals(
        405, RawClient.status(RawClient.ask(hub.port(), "POST /", "{}", "Host: localhost")));
  }

  private String get(String path) throws Exception {
    return RawClient.ask(hub.port(), "GET " + path, "", "Host: localhost");
  }
}
