package org.navicast.hub.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import tools.jackson.databind.node.ObjectNode;

/** The hub says no: a status and a body {@code {"detail": …}}. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;
  private static final String CHALLENGE = "Bearer realm=\"cast-hub\"";

  private final transient HttpResponseStatus status;
  private final transient ObjectNode body;
  private final String challenge;

  public Refusal(HttpResponseStatus status, String detail) {
    this(status, detail, Json.object().put("detail", detail), "");
  }

  private Refusal(HttpResponseStatus status, String message, ObjectNode body, String challenge) {
    // Thrown as often as clients wish, and never shown with a stack trace.
    super(message, null, false, false);
    this.status = status;
    this.body = body;
    this.challenge = challenge;
  }

  /** In the form of OAuth: {@code {"detail":{"error":…,"error_description":…}}}. */
  public static Refusal oauth(HttpResponseStatus status, String error, String description) {
    ObjectNode body = Json.object();
    body.putObject("detail").put("error", error).put("error_description", description);
    return new Refusal(status, description, body, "");
  }

  /** A file of a publish may not be called so. */
  public static Refusal fileName(String message, String name) {
    ObjectNode body = Json.object();
    body.putObject("detail")
        .put("message", message)
        .put("code", "invalid_file_name")
        .put("fileName", name);
    return new Refusal(HttpResponseStatus.BAD_REQUEST, message, body, "");
  }

  /** There is no token (RFC 6750, section 3: then the challenge names no error). */
  public static Refusal tokenWanted() {
    return new Refusal(
        HttpResponseStatus.UNAUTHORIZED,
        "This hub wants a token, send Authorization: Bearer",
        Json.object().put("detail", "This hub wants a token, send Authorization: Bearer"),
        CHALLENGE);
  }

  /**
   * The token is not good.
   *
   * @param why without quotes and backslashes
   */
  public static Refusal badToken(String why) {
    Refusal refusal = oauth(HttpResponseStatus.UNAUTHORIZED, "invalid_token", why);
    return new Refusal(
        refusal.status(),
        why,
        refusal.body(),
        CHALLENGE + ", error=\"invalid_token\", error_description=\"" + why + "\"");
  }

  /** The value of {@code WWW-Authenticate}; empty for no such header. */
  String challenge() {
    return challenge;
  }

  public HttpResponseStatus status() {
    return status;
  }

  ObjectNode body() {
    return body;
  }
}
