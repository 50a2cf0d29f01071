package org.navicast.system;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A technician with a browser: logs in at the page of a code, and says yes or no. */
final class KeycloakUser implements AutoCloseable {
  private static final Pattern ACTION = Pattern.compile("<form[^>]*action=\"([^\"]*)\"");
  private static final Pattern HIDDEN_CODE = Pattern.compile("name=\"code\" value=\"([^\"]*)\"");

  private final HttpClient browser =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new BrowserCookies())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  void decide(URI pageWithCode, boolean yes) throws Exception {
    HttpResponse<String> login = send(HttpRequest.newBuilder(pageWithCode));
    HttpResponse<String> consent =
        submit(login, Map.of("username", "technician", "password", "only-in-this-test"));
    submit(
        consent,
        Map.of("code", found(HIDDEN_CODE, consent.body()), yes ? "accept" : "cancel", "pressed"));
  }

  private HttpResponse<String> submit(HttpResponse<String> page, Map<String, String> fields)
      throws Exception {
    URI action = page.uri().resolve(found(ACTION, page.body()).replace("&amp;", "&"));
    return send(
        HttpRequest.newBuilder(action)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(Keycloak.form(fields))));
  }

  private static String found(Pattern pattern, String page) {
    Matcher matcher = pattern.matcher(page);
    if (!matcher.find()) {
      throw new AssertionError("no " + pattern + " in:\n" + page);
    }
    return matcher.group(1);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return browser.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    browser.shutdownNow();
  }

  /**
   * As browsers keep them: for those this machine is a secure place also without TLS, and a cookie
   * has no version.
   */
  private static final class BrowserCookies extends CookieManager {
    BrowserCookies() {
      super(null, CookiePolicy.ACCEPT_ALL);
    }

    @Override
    public void put(URI uri, Map<String, List<String>> headers) throws IOException {
      super.put(uri, headers);
      for (HttpCookie cookie : getCookieStore().getCookies()) {
        cookie.setSecure(false);
        cookie.setVersion(0);
      }
    }
  }
}
