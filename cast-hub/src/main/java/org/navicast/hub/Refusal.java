package org.navicast.hub;

import io.netty.handler.codec.http.HttpResponseStatus;
import tools.jackson.databind.node.ObjectNode;

/** The hub says no: a status and a body {@code {"detail": …}}. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient HttpResponseStatus status;
  private final transient ObjectNode body;

  Refusal(HttpResponseStatus status, String detail) {
    this(status, detail, Json.object().put("detail", detail));
  }

  private Refusal(HttpResponseStatus status, String message, ObjectNode body) {
    // Thrown as often as clients wish, and never shown with a stack trace.
    super(message, null, false, false);
    this.status = status;
    this.body = body;
  }

  /** In the form of OAuth: {@code {"detail":{"error":…,"error_description":…}}}. */
  static Refusal oauth(HttpResponseStatus status, String error, String description) {
    ObjectNode body = Json.object();
    body.putObject("detail").put("error", error).put("error_description", description);
    return new Refusal(status, description, body);
  }

  HttpResponseStatus status() {
    return status;
  }

  ObjectNode body() {
    return body;
  }
}
