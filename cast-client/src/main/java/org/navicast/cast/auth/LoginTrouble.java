package org.navicast.cast.auth;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;

/**
 * No token came: why, in plain words without a full stop. Holds nothing that a provider wrote but
 * its error code, since descriptions of errors quote what was sent.
 */
public final class LoginTrouble extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Pattern CODE = Pattern.compile("[a-z_]{1,40}");

  private final String code;

  /** The provider could not be asked, or its answer not be understood. */
  public LoginTrouble(String words) {
    this("", words);
  }

  private LoginTrouble(String code, String words) {
    super(words, null, false, false);
    this.code = code;
  }

  /** An answer that nobody can read. */
  static LoginTrouble unclear(HTTPResponse reply) {
    return reply.indicatesSuccess()
        ? new LoginTrouble("the identity provider's answer cannot be understood")
        : refused(new ErrorObject(null), reply.getStatusCode());
  }

  /** The provider refused with a code of RFC 6749, section 5.2, or RFC 8628, section 3.5. */
  static LoginTrouble refused(ErrorObject error, int status) {
    String given = error.getCode();
    String code = given != null && CODE.matcher(given).matches() ? given : "";
    return new LoginTrouble(code, "the identity provider " + words(code, status));
  }

  private static String words(String code, int status) {
    return switch (code) {
      case "invalid_client" -> notAccepted(code);
      case "unauthorized_client" ->
          status == 401 // so Keycloak calls a wrong secret
              ? notAccepted(code)
              : "does not allow this client this way to log in (unauthorized_client); have it"
                  + " enabled there";
      case "invalid_grant" -> "does not take what we log in with any more (invalid_grant)";
      case "invalid_scope" -> "does not grant the scope that is asked for (invalid_scope)";
      case "invalid_target" -> "does not know the audience that is asked for (invalid_target)";
      case "access_denied" -> "was told not to let us in (access_denied)";
      case "unsupported_grant_type" ->
          "does not know this way to log in (unsupported_grant_type); check the kind of auth";
      case "" ->
          switch (status) {
            case 404 -> "has no such endpoint (404); check issuer or token-endpoint";
            case 429 -> "asks for fewer requests (429)";
            default ->
                status >= 500
                    ? "has trouble of its own (" + status + ")"
                    : "refused with status " + status;
          };
      default -> "refused (" + code + ")";
    };
  }

  private static String notAccepted(String code) {
    return "does not accept our client id or the proof of it ("
        + code
        + "); check client-id and its secret, key or certificate, and whether the client is enabled"
        + " there";
  }

  /** What went wrong, from the end of a chain of futures. */
  static LoginTrouble of(Throwable cause) {
    return switch (cause) {
      case LoginTrouble trouble -> trouble;
      case CompletionException e when e.getCause() != null -> of(e.getCause());
      default -> new LoginTrouble("the login failed: " + cause.getClass().getSimpleName());
    };
  }

  /** The provider's error code; empty where it gave none. */
  String code() {
    return code;
  }

  /** The plain words. */
  public String words() {
    return String.valueOf(getMessage());
  }
}
