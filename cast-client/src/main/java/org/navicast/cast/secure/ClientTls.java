package org.navicast.cast.secure;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.secure.FileTrouble.Part;

/**
 * The TLS of connections to hubs: TLS 1.2 and 1.3 only, chain and host name verified. Its files are
 * read once, when it is made; whether a certificate was revoked is not asked.
 */
public final class ClientTls {
  /** Everything is verified against the authorities of the Java runtime. */
  public static final ClientTls STANDARD =
      new ClientTls(List.of(), Optional.empty(), Optional.empty(), true);

  /** Shorter than a request waits, so that the person is told about TLS and not about a silence. */
  private static final long HANDSHAKE_TIMEOUT_MILLIS = 2_500;

  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final List<X509Certificate> authorities;
  private final Optional<OwnCertificate> identity;
  private final Optional<Pin> pin;
  private final boolean verifies;

  private ClientTls(
      List<X509Certificate> authorities,
      Optional<OwnCertificate> identity,
      Optional<Pin> pin,
      boolean verifies) {
    this.authorities = authorities;
    this.identity = identity;
    this.pin = pin;
    this.verifies = verifies;
  }

  /** Reads the files. */
  public static ClientTls load(TlsSettings settings) throws FileTrouble {
    List<X509Certificate> authorities = List.of();
    Optional<OwnCertificate> identity = Optional.empty();
    Path caFile = settings.caFile().orElse(null);
    if (caFile != null) {
      authorities = Pem.certificates(Part.CA, caFile);
    }
    TlsSettings.CertificateFiles client = settings.client().orElse(null);
    if (client != null) {
      identity = Optional.of(OwnCertificate.read(client));
    }
    return new ClientTls(authorities, identity, settings.pin(), settings.verify());
  }

  /** The same for another server, which has a key of its own. */
  public ClientTls withPin(Optional<Pin> otherPin) {
    return new ClientTls(authorities, identity, otherPin, verifies);
  }

  /** True where we have a certificate of our own to show. */
  public boolean showsCertificate() {
    return identity.isPresent();
  }

  /** False where any certificate is accepted. */
  public boolean verifies() {
    return verifies;
  }

  /** Equal where the same is verified and shown, whatever files it was read from. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ClientTls tls
        && authorities.equals(tls.authorities)
        && identity.equals(tls.identity)
        && pin.equals(tls.pin)
        && verifies == tls.verifies;
  }

  @Override
  public int hashCode() {
    return Objects.hash(authorities, identity, pin, verifies);
  }

  /** What makes the handlers of single connections; costs some milliseconds, so make it once. */
  public Handlers handlers() {
    try {
      SslContextBuilder builder =
          SslContextBuilder.forClient()
              .sslProvider(SslProvider.JDK)
              .protocols(PROTOCOLS)
              .ciphers(null, CipherOrder.CHACHA20_FIRST)
              .endpointIdentificationAlgorithm(verifies ? "HTTPS" : null)
              .trustManager(new HubTrust(verifies ? verifier() : null, pin));
      identity.ifPresent(
          own -> builder.keyManager(own.key(), own.chain().toArray(X509Certificate[]::new)));
      return new Handlers(builder.build(), identity.isPresent());
    } catch (SSLException e) {
      throw new IllegalStateException("this Java has no usable TLS", e);
    }
  }

  /** Makes the handlers of connections, and explains what goes wrong in them. */
  public static final class Handlers {
    private final SslContext context;
    private final HandshakeTrouble trouble;

    private Handlers(SslContext context, boolean hasIdentity) {
      this.context = context;
      this.trouble = new HandshakeTrouble(hasIdentity);
    }

    /** A handler for a connection to that host, whose certificate must be for it. */
    public SslHandler of(ByteBufAllocator allocator, String host, int port) {
      SslHandler handler = context.newHandler(allocator, host, port);
      handler.setHandshakeTimeoutMillis(HANDSHAKE_TIMEOUT_MILLIS);
      return handler;
    }

    /** In words what went wrong, where TLS is to blame. */
    public Optional<String> why(Throwable cause) {
      return trouble.why(cause);
    }
  }

  private X509ExtendedTrustManager verifier() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(keyStore());
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509ExtendedTrustManager verifier) {
          return verifier;
        }
      }
      throw new IllegalStateException("this Java has no verifier of certificates");
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java has no usable list of authorities", e);
    }
  }

  /** Null stands for the authorities of the Java runtime. */
  private @Nullable KeyStore keyStore() throws GeneralSecurityException, IOException {
    if (authorities.isEmpty()) {
      return null;
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (int i = 0; i < authorities.size(); i++) {
      store.setCertificateEntry("authority-" + i, authorities.get(i));
    }
    return store;
  }
}
