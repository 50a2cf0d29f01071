package org.navicast.cast.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.cast.net.Transport;
import org.navicast.cast.secure.ClientTls;
import org.navicast.cast.secure.Pin;
import org.navicast.cast.secure.TestCertificate;
import org.navicast.cast.secure.TlsSettings;

/**
 * Servers that are no hub of ours, each over a real socket: every one is refused in a sentence that
 * names its cause, before it has received one byte of a request.
 */
final class BadServersTest {
  private static final TestCertificate ROOT = TestCertificate.root("Clinic Root");
  private static final TestCertificate STRANGER = TestCertificate.root("Stranger Root");
  private static final TestCertificate ISSUER =
      TestCertificate.of("Clinic Issuer").authority(0).issuedBy(ROOT);
  private static final TestCertificate GOOD = TestCertificate.of("hub").issuedBy(ROOT);

  /** Head of a fatal alert (RFC 8446, section 6), whose description follows. */
  private static final String ALERT = "150303000202";

  /** TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 and TLS_RSA_WITH_AES_128_CBC_SHA. */
  private static final String CIPHER_WE_OFFER = "c02f";

  private static final String CIPHER_OF_OLD = "002f";

  private static EventLoopGroup serverLoop;
  private static EventLoopGroup clientLoop;
  @TempDir private static Path folder;

  @BeforeAll
  static void open() {
    serverLoop = Transport.best().newLoop("servers");
    clientLoop = Transport.best().newLoop("clients");
  }

  @AfterAll
  static void close() {
    clientLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    serverLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  @TestFactory
  Stream<DynamicTest> theirCertificateIsRefused() throws Exception {
    TestCertificate selfSigned = TestCertificate.of("hub").make();
    TestCertificate strangersIssuer =
        TestCertificate.of("Stranger Issuer").authority(0).issuedBy(STRANGER);
    TestCertificate expiredIssuer =
        TestCertificate.of("Old Issuer").authority(0).days(-30, -3).issuedBy(ROOT);
    TestCertificate noAuthority = TestCertificate.of("Clinic Printer").issuedBy(ROOT);
    TestCertificate above = TestCertificate.of("Upper").authority(0).issuedBy(ROOT);
    TestCertificate below = TestCertificate.of("Lower").authority(0).issuedBy(above);
    TestCertificate mayNotSign =
        TestCertificate.of("Clinic Reader")
            .authority(0)
            .usage(KeyUsage.digitalSignature)
            .issuedBy(ROOT);
    TestCertificate limited =
        TestCertificate.of("Limited").authority(0).permitting("clinic.example").issuedBy(ROOT);
    TestCertificate expiredAlone = TestCertificate.of("alone").days(-9, -2).make();
    ClientTls trusting = trusting(ROOT);
    Served good = new Served(GOOD);
    return Stream.of(
        refused(
            "expired",
            new Served(TestCertificate.of("hub").days(-30, -2).issuedBy(ROOT)),
            "the hub's certificate ended on DAY; have it renewed, or correct this machine's clock"),
        refused(
            "not yet valid",
            new Served(TestCertificate.of("hub").days(2, 30).issuedBy(ROOT)),
            "the hub's certificate begins only on DAY; correct this machine's clock, or have the"
                + " certificate issued anew"),
        refused(
            "another host's name",
            new Served(TestCertificate.of("hub").forName("other.example").issuedBy(ROOT)),
            "the hub's certificate is for \"other.example\", not for localhost; use a name that it"
                + " is for, or have it issued for this one"),
        refused(
            "another host's address",
            new Served(TestCertificate.of("hub").forAddress("192.0.2.9").issuedBy(ROOT)),
            "the hub's certificate is for \"192.0.2.9\", not for localhost; use a name that it is"
                + " for, or have it issued for this one"),
        refused(
            "a common name alone",
            new Served(TestCertificate.of("localhost").withoutNames().issuedBy(ROOT)),
            "the hub's certificate names its host only as common name, which does not count; have"
                + " it issued with the name as alternative name (subjectAltName)"),
        refused(
            "signed by itself",
            new Served(selfSigned),
            "the hub's certificate is signed by itself, so nobody vouches for it; have one issued"
                + " by your authority, or give this one as tls.ca-file"),
        refused(
            "unknown authority, root sent",
            new Served(TestCertificate.of("hub").issuedBy(STRANGER), STRANGER),
            "the hub's certificate comes from \"Stranger Root\", an authority that is not trusted"
                + " here; give its PEM file as tls.ca-file"),
        refused(
            "unknown authority, issuer sent",
            new Served(TestCertificate.of("hub").issuedBy(strangersIssuer), strangersIssuer),
            "the hub's certificate comes from \"Stranger Root\", an authority that is not trusted"
                + " here; give its PEM file as tls.ca-file"),
        refused(
            "private authority, none configured",
            new Served(GOOD, ROOT),
            ClientTls.STANDARD,
            "the hub's certificate comes from \"Clinic Root\", an authority that is not trusted"
                + " here; give its PEM file as tls.ca-file"),
        refused(
            "truncated chain",
            new Served(TestCertificate.of("hub").issuedBy(ISSUER)),
            "the hub sends its certificate alone, and its issuer \"Clinic Issuer\" is not trusted"
                + " here; have the hub send the whole chain, or give the authority's PEM file as"
                + " tls.ca-file"),
        refused(
            "expired issuer",
            new Served(TestCertificate.of("hub").issuedBy(expiredIssuer), expiredIssuer),
            "the certificate of \"Old Issuer\" ended on DAY; have it renewed, or correct this"
                + " machine's clock"),
        refused(
            "issuer that is no authority",
            new Served(TestCertificate.of("hub").issuedBy(noAuthority), noAuthority),
            "\"Clinic Printer\" signed the certificate below it but is no authority (basic"
                + " constraints); have the hub's certificate issued by an authority"),
        refused(
            "path too long",
            new Served(TestCertificate.of("hub").issuedBy(below), below, above),
            "\"Upper\" stands above more authorities than it may (path length); have the hub's"
                + " certificate issued by another one"),
        refused(
            "issuer that may not sign",
            new Served(TestCertificate.of("hub").issuedBy(mayNotSign), mayNotSign),
            "\"Clinic Reader\" signed the certificate below it but may not (key usage); have the"
                + " hub's certificate issued by another authority"),
        refused(
            "name out of the issuer's reach",
            new Served(TestCertificate.of("hub").issuedBy(limited), limited),
            "the hub's certificate is for a name that its authority may not speak for (name"
                + " constraints); have it issued by another one"),
        refused(
            "not for servers",
            new Served(
                TestCertificate.of("hub").purpose(KeyPurposeId.id_kp_clientAuth).issuedBy(ROOT)),
            "the hub's certificate is not for a server (extended key usage); have one issued for"
                + " TLS server authentication"),
        refused(
            "unknown critical extension",
            new Served(TestCertificate.of("hub").withStrangeExtension().issuedBy(ROOT)),
            "the hub's certificate has a critical extension that nobody here knows; have it issued"
                + " without"),
        refused(
            "weak key",
            new Served(TestCertificate.of("hub").rsa(1_024).issuedBy(ROOT)),
            "the hub's certificate has a weak key (RSA of 1024 bits); have it issued for a key of"
                + " at least 2048"),
        refused(
            "weak signature",
            new Served(TestCertificate.of("hub").signedBySha1().issuedBy(ROOT)),
            "the hub's certificate has a weak signature (SHA1withECDSA); have it issued with"
                + " SHA-256"),
        refused(
            "forged signature",
            new Served(TestCertificate.of("hub").claiming(ROOT)),
            "the hub's certificate was not signed by the authority that it names; somebody may be"
                + " in between, so ask whoever runs the hub"),
        refused(
            "trusted itself, but expired",
            new Served(expiredAlone),
            trusting(expiredAlone),
            "the hub's certificate ended on DAY; have it renewed, or correct this machine's clock"),
        refused(
            "a copied certificate without its key",
            new Served(new TestCertificate("hub", selfSigned.key(), GOOD.certificate())),
            "the hub's server does not have the key of the certificate that it shows; somebody may"
                + " be in between, so ask whoever runs the hub"),
        refused(
            "another key than the pinned one",
            good,
            ClientTls.load(
                new TlsSettings(
                    Optional.of(ROOT.certificateFile(folder)),
                    Optional.empty(),
                    Optional.of(Pin.of(STRANGER.certificate())),
                    true)),
            "the hub's key is not the pinned one but "
                + Pin.of(GOOD.certificate()).base64()
                + "; ask whoever runs the hub before you change the pin"),
        refused(
            "asks for a client certificate, TLS 1.2",
            good.askingForOurs("TLSv1.2"),
            trusting,
            "the hub ended the TLS handshake (handshake_failure); it may ask for a client"
                + " certificate, tls.certificate-file, or know no cipher of today"),
        refused(
            "asks for a client certificate, TLS 1.3",
            good.askingForOurs("TLSv1.3"),
            trusting,
            "the hub asks for a client certificate (certificate_required); give"
                + " tls.certificate-file and tls.key-file"),
        refused(
            "refuses our client certificate, TLS 1.2",
            good.askingForOurs("TLSv1.2"),
            trustingAs(TestCertificate.of("us").claiming(ROOT)),
            "the hub does not accept our client certificate (certificate_unknown); ask whoever runs"
                + " the hub for a certificate that it accepts"),
        refused(
            "refuses our client certificate, TLS 1.3",
            good.askingForOurs("TLSv1.3"),
            trustingAs(TestCertificate.of("us").claiming(ROOT)),
            "the hub does not accept our client certificate (certificate_unknown); ask whoever runs"
                + " the hub for a certificate that it accepts"));
  }

  @TestFactory
  Stream<DynamicTest> whatTheySayIsRefused() throws Exception {
    String old =
        "the hub speaks neither TLS 1.2 nor TLS 1.3, and older versions are not safe; have it"
            + " updated";
    String noTls =
        "the hub does not speak TLS on this port; check the port, or whether the address begins"
            + " with http";
    String closed =
        "the hub closed the connection during the TLS handshake; check that the port is the hub's"
            + " https port, and ask whoever runs it for its log";
    return Stream.of(
        said("TLS 1.1 at most, by alert", HexFormat.of().parseHex(ALERT + "46"), old),
        said("TLS 1.1 at most, by choice", serverHello("0302", CIPHER_WE_OFFER), old),
        said(
            "a cipher of old",
            serverHello("0303", CIPHER_OF_OLD),
            "the hub chose a cipher that is not safe today; have it updated"),
        said(
            "no common cipher",
            HexFormat.of().parseHex(ALERT + "28"),
            "the hub ended the TLS handshake (handshake_failure); it may ask for a client"
                + " certificate, tls.certificate-file, or know no cipher of today"),
        said(
            "unknown name",
            HexFormat.of().parseHex(ALERT + "70"),
            "the hub's server does not know the name that it was called by; check the address"),
        said(
            "internal error",
            HexFormat.of().parseHex(ALERT + "50"),
            "the hub ended the TLS handshake (internal_error); ask whoever runs it for its log"),
        said(
            "damaged handshake",
            HexFormat.of().parseHex("1603030005ff00000100"),
            "the hub's TLS handshake is damaged; check that nothing between here and the hub"
                + " changes the connection"),
        said("plain http", text("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"), noTls),
        said("a shell", text("SSH-2.0-OpenSSH_9.6\r\n"), noTls),
        said("closed", new byte[0], closed),
        DynamicTest.dynamicTest(
            "silence",
            () -> {
              AtomicLong bytes = new AtomicLong();
              expect(
                  pipeline -> pipeline.addLast(new TestServer.Scripted(bytes, new byte[0], false)),
                  trusting(ROOT),
                  "the hub does not answer the TLS handshake; check that the port is the hub's"
                      + " https port");
            }));
  }

  // ---- How it is done ----

  /** A TLS server with this chain, its own certificate first. */
  private record Served(Optional<String> onlyAskingIn, List<TestCertificate> chain) {
    Served(TestCertificate... chain) {
      this(Optional.empty(), List.of(chain));
    }

    Served askingForOurs(String protocol) {
      return new Served(Optional.of(protocol), chain);
    }

    SslContext context() throws SSLException {
      SslContextBuilder builder =
          SslContextBuilder.forServer(
                  chain.getFirst().key(), chain.stream().map(TestCertificate::certificate).toList())
              .sslProvider(SslProvider.JDK);
      onlyAskingIn.ifPresent(
          protocol ->
              builder
                  .protocols(protocol)
                  .clientAuth(ClientAuth.REQUIRE)
                  .trustManager(ROOT.certificate()));
      return builder.build();
    }
  }

  private static DynamicTest refused(String name, Served served, String sentence) throws Exception {
    return refused(name, served, trusting(ROOT), sentence);
  }

  private static DynamicTest refused(String name, Served served, ClientTls tls, String sentence) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          SslContext context = served.context();
          AtomicLong requestBytes = new AtomicLong();
          expect(
              pipeline -> {
                Channel channel = pipeline.channel();
                pipeline.addLast(
                    context.newHandler(channel.alloc()),
                    new TestServer.Scripted(requestBytes, new byte[0], false));
              },
              tls,
              sentence);
          assertEquals(0, requestBytes.get(), "bytes of a request reached the server");
        });
  }

  /** A server that answers a ClientHello by these bytes, and closes. */
  private static DynamicTest said(String name, byte[] answer, String sentence) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          AtomicLong bytes = new AtomicLong();
          expect(
              pipeline -> pipeline.addLast(new TestServer.Scripted(bytes, answer, true)),
              trusting(ROOT),
              sentence);
        });
  }

  private static void expect(Consumer<ChannelPipeline> server, ClientTls tls, String sentence)
      throws Exception {
    try (TestServer listening = TestServer.start(serverLoop, server);
        LinkProbe link =
            new LinkProbe(
                clientLoop,
                "https://localhost:" + listening.port() + "/api/hub",
                HubConfig.Publish.AUTO,
                tls,
                Optional.empty())) {
      assertEquals(sentence, link.outcome().replaceAll("\\d{4}-\\d\\d-\\d\\d", "DAY"));
    }
  }

  private static ClientTls trusting(TestCertificate authority) throws Exception {
    return ClientTls.load(
        new TlsSettings(
            Optional.of(authority.certificateFile(folder)),
            Optional.empty(),
            Optional.empty(),
            true));
  }

  private static ClientTls trustingAs(TestCertificate ours) throws Exception {
    return ClientTls.load(
        new TlsSettings(
            Optional.of(ROOT.certificateFile(folder)),
            Optional.of(
                new TlsSettings.CertificateFiles(
                    ours.certificateFile(folder), ours.keyFile(folder))),
            Optional.empty(),
            true));
  }

  /** A ServerHello (RFC 5246, section 7.4.1.3) that chooses that version and cipher. */
  private static byte[] serverHello(String version, String cipher) {
    String chosen = version + "11".repeat(32) + "00" + cipher + "00";
    return HexFormat.of().parseHex("160303002a" + "02000026" + chosen);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
