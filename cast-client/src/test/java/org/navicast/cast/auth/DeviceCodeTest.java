package org.navicast.cast.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The login that a person confirms elsewhere, in virtual time. */
class DeviceCodeTest {
  private static final URI ISSUER = URI.create("https://login.example.org/realms/clinic");
  private static final String WHOSE = "or-3 at " + ISSUER;

  @TempDir private Path folder;
  private final VirtualLoop loop = new VirtualLoop();
  private final ScriptedProvider provider = new ScriptedProvider(ISSUER.toString());
  private final List<String> asked = new ArrayList<>();
  private final List<LoginCode> codes = new ArrayList<>();
  private final List<String> notKept = new ArrayList<>();
  private final List<Token> tokens = new ArrayList<>();
  private final List<String> troubles = new ArrayList<>();
  private boolean away;
  private Path file = Path.of("");
  private TokenSource source = TokenSource.none();

  @BeforeEach
  void start() {
    file = folder.resolve("or-3.login");
    provider.refusal = error("authorization_pending");
    source = newSource();
  }

  private TokenSource newSource() {
    return TokenSource.oauth(
        new OAuthSettings(
            new OAuthSettings.Flow.DeviceCode(file),
            new OAuthSettings.Where.Issuer(ISSUER),
            "or-3",
            new ClientProof.None(),
            List.of("offline_access"),
            "https://hub.example.org",
            OAuthSettings.USUAL_TOPIC_CLAIMS),
        request -> {
          asked.add(loop.millis() + " " + request.getURI().getPath().replaceFirst(".*/", ""));
          return away
              ? CompletableFuture.failedFuture(new LoginTrouble("it cannot be asked"))
              : provider.send(request);
        },
        loop.executor(),
        Runnable::run,
        () -> Instant.EPOCH,
        new LoginPrompt() {
          @Override
          public void confirm(LoginCode code) {
            codes.add(code);
          }

          @Override
          public void notKept(String why) {
            notKept.add(why);
          }
        });
  }

  private void fetch() {
    source.fetch(tokens::add, troubles::add);
    loop.advanceMillis(0);
    asked.remove("0 openid-configuration");
  }

  private static ScriptedProvider.Answer error(String code) {
    return ScriptedProvider.Answer.error(400, code);
  }

  private void confirm(String refreshToken) {
    provider.beside.put("refresh_token", refreshToken);
    provider.refusal = null;
  }

  @Test
  void aPersonIsShownTheCodeAndThenWeAreIn() {
    fetch();
    assertThat(codes)
        .containsExactly(
            new LoginCode(
                "WDJB-MJHT",
                URI.create("https://login.example.org/device"),
                Optional.of(URI.create("https://login.example.org/device?user_code=WDJB-MJHT")),
                600));
    assertThat(provider.requests.getLast().form())
        .isEqualTo(
            Map.of(
                "client_id", "or-3",
                "scope", "offline_access",
                "audience", "https://hub.example.org"));
    loop.advanceMillis(7_000);
    confirm("R1");
    loop.advanceMillis(10_000);

    assertThat(tokens).hasSize(1);
    assertThat(asked).containsExactly("0 device", "5000 token", "10000 token");
    assertThat(provider.requests.getLast().form())
        .isEqualTo(
            Map.of(
                "client_id", "or-3",
                "grant_type", "urn:ietf:params:oauth:grant-type:device_code",
                "device_code", "DEV1CE-S3CRET"));
    assertThat(troubles).isEmpty();
    assertThat(notKept).isEmpty();
  }

  @Test
  void theIntervalOfTheProviderIsKept() {
    provider.device.put("interval", 2);
    fetch();
    loop.advanceMillis(7_000);
    assertThat(asked).containsExactly("0 device", "2000 token", "4000 token", "6000 token");
  }

  @Test
  void slowDownAddsFiveSecondsForGood() {
    fetch();
    provider.refusal = error("slow_down");
    loop.advanceMillis(16_000);
    provider.refusal = error("authorization_pending");
    loop.advanceMillis(44_000);
    assertThat(asked)
        .containsExactly(
            "0 device", "5000 token", "15000 token", "30000 token", "45000 token", "60000 token");
  }

  @Test
  void anExpiredCodeStartsOverWithTheFirstInterval() {
    fetch();
    provider.refusal = error("slow_down");
    loop.advanceMillis(5_000);
    provider.refusal = error("expired_token");
    loop.advanceMillis(10_000);
    provider.refusal = error("authorization_pending");
    loop.advanceMillis(5_000);
    assertThat(asked)
        .containsExactly("0 device", "5000 token", "15000 token", "15000 device", "20000 token");
    assertThat(codes).hasSize(2);
    assertThat(troubles).isEmpty();
  }

  @Test
  void aCodeWhoseTimeIsOverIsReplacedWhateverTheProviderSays() {
    provider.device.put("expires_in", 12);
    fetch();
    loop.advanceMillis(15_000);
    assertThat(asked)
        .containsExactly("0 device", "5000 token", "10000 token", "15000 token", "15000 device");
  }

  @ParameterizedTest
  @ValueSource(strings = {"access_denied", "invalid_client", "invalid_grant", "server_error"})
  void aRefusalEndsThePollingAndIsToldPlainly(String code) {
    fetch();
    provider.refusal = error(code);
    loop.advanceMillis(600_000);
    assertThat(asked).containsExactly("0 device", "5000 token");
    assertThat(troubles).hasSize(1);
    assertThat(troubles.getFirst()).startsWith("the identity provider ").contains(code);
  }

  @Test
  void aProviderThatDoesNotAnswerIsAskedHalfAsOftenEachTime() {
    fetch();
    away = true;
    loop.advanceMillis(200_000);
    assertThat(asked)
        .containsExactly(
            "0 device",
            "5000 token",
            "15000 openid-configuration",
            "35000 openid-configuration",
            "75000 openid-configuration",
            "135000 openid-configuration",
            "195000 openid-configuration");
    away = false;
    confirm("R1");
    loop.advanceMillis(60_000);
    assertThat(tokens).hasSize(1);
  }

  @Test
  void aProviderWithoutCodesIsTold() {
    provider.configuration.put("device_authorization_endpoint", null);
    fetch();
    assertThat(troubles)
        .containsExactly(
            "the identity provider gives no codes for a person to confirm; give another auth than"
                + " device-code");
  }

  @ParameterizedTest
  @ValueSource(strings = {"WDJB\u001b[2J", "WD JB"})
  void aCodeThatCouldCommandATerminalIsNotShown(String code) {
    provider.device.put("user_code", code);
    fetch();
    assertThat(codes).isEmpty();
    assertThat(troubles)
        .containsExactly("the identity provider gives a code that cannot be shown to a person");
  }

  @Test
  void theRefreshTokenAsksNobodyAndIsRotated() throws IOException {
    fetch();
    confirm("R1");
    loop.advanceMillis(5_000);
    assertThat(Files.readAllLines(file)).containsExactly(WHOSE, "R1");
    provider.beside.put("refresh_token", "R2");
    fetch();
    assertThat(provider.requests.getLast().form())
        .isEqualTo(
            Map.of("client_id", "or-3", "grant_type", "refresh_token", "refresh_token", "R1"));
    assertThat(Files.readAllLines(file)).containsExactly(WHOSE, "R2");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(codes).hasSize(1);
    assertThat(tokens).hasSize(2);
  }

  @Test
  void aRestartAsksNobody() {
    fetch();
    confirm("R1");
    loop.advanceMillis(5_000);
    source = newSource();
    fetch();
    assertThat(codes).hasSize(1);
    assertThat(provider.requests.getLast().form()).containsEntry("refresh_token", "R1");
  }

  @Test
  void aRefreshTokenThatIsNotTakenAnyMoreAsksThePersonAgain() throws IOException {
    keep(WHOSE + "\nR1\n", "rw-------");
    provider.refusal = error("invalid_grant");
    fetch();
    assertThat(asked).containsExactly("0 token", "0 device");
    confirm("R2");
    loop.advanceMillis(5_000);
    assertThat(tokens).hasSize(1);
    assertThat(Files.readAllLines(file)).containsExactly(WHOSE, "R2");
  }

  @Test
  void aRefreshThatFailsOtherwiseKeepsTheTokenForTheNextTime() throws IOException {
    keep(WHOSE + "\nR1\n", "rw-------");
    provider.refusal = new ScriptedProvider.Answer(503, "");
    fetch();
    assertThat(troubles).containsExactly("the identity provider has trouble of its own (503)");
    provider.refusal = null;
    fetch();
    assertThat(tokens).hasSize(1);
    assertThat(codes).isEmpty();
  }

  @Test
  void aFileThatOthersMayReadIsRefusedUntilThatIsPutRight() throws IOException {
    keep(WHOSE + "\nR1\n", "rw-r-----");
    fetch();
    assertThat(asked).isEmpty();
    assertThat(troubles)
        .containsExactly(
            "the file of the login, "
                + file
                + ", may be read by others on this machine; run chmod 600 on it, or delete it to log"
                + " in anew");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    provider.refusal = null;
    fetch();
    assertThat(tokens).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"or-3 at https://elsewhere.example.org\nR1\n", "", "R1\n", "a\nb\nc\n"})
  void aRefreshTokenOfAnotherProviderGoesToNobody(String content) throws IOException {
    keep(content, "rw-------");
    fetch();
    assertThat(asked).containsExactly("0 device");
  }

  @Test
  void aProviderWithoutRefreshTokensIsTold() {
    provider.refusal = null;
    fetch();
    loop.advanceMillis(5_000);
    assertThat(tokens).hasSize(1);
    assertThat(notKept)
        .containsExactly(
            "the identity provider gives no refresh token; it may want the scope offline_access");
  }

  @Test
  void aFolderThatCannotBeWrittenIsToldAndWeAreIn() throws IOException {
    file = Files.writeString(folder.resolve("no folder"), "").resolve("or-3.login");
    source = newSource();
    fetch();
    confirm("R1");
    loop.advanceMillis(5_000);
    assertThat(tokens).hasSize(1);
    assertThat(notKept).hasSize(1);
    assertThat(notKept.getFirst()).startsWith(file + " cannot be written").doesNotContain("R1");
  }

  @Test
  void aClosedSourceAsksNoMore() {
    fetch();
    source.close();
    loop.advanceMillis(600_000);
    assertThat(asked).containsExactly("0 device");
    assertThat(tokens).isEmpty();
    assertThat(troubles).isEmpty();
  }

  private void keep(String content, String mode) throws IOException {
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }
}
