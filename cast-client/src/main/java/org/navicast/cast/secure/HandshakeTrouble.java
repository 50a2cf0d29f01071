package org.navicast.cast.secure;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Says in words why a TLS handshake failed. */
final class HandshakeTrouble {
  private static final Pattern ALERT = Pattern.compile("Received fatal alert: (\\w{1,40})");

  /** How the runtime tells of a server that chose an older version than we offered. */
  private static final Pattern OLD_VERSION =
      Pattern.compile("(?i)protocol version|no appropriate protocol|unsupported.{0,20}version");

  /** How it tells of one that signs the handshake by another key than its certificate's. */
  private static final Pattern WRONG_KEY =
      Pattern.compile("Invalid .{0,40}(CertificateVerify|ServerKeyExchange) signature");

  private static final Pattern WEAK_CIPHER = Pattern.compile("improper ciphersuite");

  private final boolean hasIdentity;

  /**
   * @param hasIdentity true where we can show a certificate of our own
   */
  HandshakeTrouble(boolean hasIdentity) {
    this.hasIdentity = hasIdentity;
  }

  /** Nothing where TLS is not to blame. */
  Optional<String> why(Throwable cause) {
    boolean tls = false;
    Throwable at = cause;
    while (at != null) {
      switch (at) {
        case HubRefusedException e -> {
          return Optional.of(String.valueOf(e.getMessage()));
        }
        case NotSslRecordException _ -> {
          return Optional.of(
              "the hub does not speak TLS on this port; check the port, or whether the address"
                  + " begins with http");
        }
        case SslHandshakeTimeoutException _ -> {
          return Optional.of(
              "the hub does not answer the TLS handshake; check that the port is the hub's https"
                  + " port");
        }
        case SSLException e -> {
          Optional<String> told = told(String.valueOf(e.getMessage()));
          if (told.isPresent()) {
            return told;
          }
          tls = true;
        }
        case ClosedChannelException _ -> {
          return Optional.of(
              "the hub closed the connection during the TLS handshake; check that the port is the"
                  + " hub's https port, and ask whoever runs it for its log");
        }
        default -> {}
      }
      at = at.getCause();
    }
    return tls
        ? Optional.of(
            "the hub's TLS handshake is damaged; check that nothing between here and the hub"
                + " changes the connection")
        : Optional.empty();
  }

  private Optional<String> told(String message) {
    Matcher alert = ALERT.matcher(message);
    if (alert.find()) {
      return Optional.of(alert(alert.group(1)));
    }
    if (OLD_VERSION.matcher(message).find()) {
      return Optional.of(tooOld());
    }
    if (WRONG_KEY.matcher(message).find()) {
      return Optional.of(
          "the hub's server does not have the key of the certificate that it shows; somebody may"
              + " be in between, so ask whoever runs the hub");
    }
    return WEAK_CIPHER.matcher(message).find()
        ? Optional.of("the hub chose a cipher that is not safe today; have it updated")
        : Optional.empty();
  }

  /** What the hub's alert (RFC 8446, section 6) means to the person at this end. */
  private String alert(String name) {
    return switch (name) {
      case "protocol_version" -> tooOld();
      case "unrecognized_name" ->
          "the hub's server does not know the name that it was called by; check the address";
      case "certificate_required",
          "bad_certificate",
          "unsupported_certificate",
          "certificate_revoked",
          "certificate_expired",
          "certificate_unknown",
          "unknown_ca",
          "access_denied" ->
          aboutOurs(name);
      case "handshake_failure", "insufficient_security" ->
          hasIdentity
              ? "the hub ended the TLS handshake ("
                  + name
                  + "); it may refuse our certificate or"
                  + " know no cipher of today"
              : "the hub ended the TLS handshake ("
                  + name
                  + "); it may ask for a client certificate, tls.certificate-file, or know no"
                  + " cipher of today";
      default -> "the hub ended the TLS handshake (" + name + "); ask whoever runs it for its log";
    };
  }

  private String aboutOurs(String alert) {
    return hasIdentity
        ? "the hub does not accept our client certificate ("
            + alert
            + "); ask whoever runs the hub for a certificate that it accepts"
        : "the hub asks for a client certificate ("
            + alert
            + "); give tls.certificate-file and tls.key-file";
  }

  private static String tooOld() {
    return "the hub speaks neither TLS 1.2 nor TLS 1.3, and older versions are not safe; have it"
        + " updated";
  }
}
