package org.navicast.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The suite finds what is wrong, with a client as with a case. */
class SuiteTest {
  @TempDir Path folder;

  @Test
  void aFieldThatIsThereTwiceIsFound() {
    assertThatThrownBy(() -> play("hub.mode=subscribe&hub.mode=subscribe&hub.topic=OR-3"))
        .isInstanceOf(Failure.class)
        .hasMessage("step 1, request: the field hub.mode is there twice");
  }

  @Test
  void aWrongValueIsFoundAndNamed() {
    assertThatThrownBy(() -> play("hub.mode=SUBSCRIBE&hub.channel.type=websocket&hub.topic=OR-3"))
        .hasMessageContaining("form.hub.mode: expected subscribe, but it is \"SUBSCRIBE\"");
  }

  @Test
  void aWrongHostHeaderIsFoundInAnyCase() throws Exception {
    Case passes = first("steps: [ { request: { path: /api/hub } } ]");
    assertThatThrownBy(() -> Play.play(passes, (url, _, _) -> raw(url, "elsewhere", "a=b"), 0, 0))
        .hasMessageContaining("Host: elsewhere");
  }

  @Test
  void aCaseThatIsNotWellFormedIsNamed() {
    assertThatThrownBy(() -> first("steps: [ { conquer: {} } ]"))
        .hasMessage("x.yaml: one: conquer is no verb of a step");
    assertThatThrownBy(() -> first("stepps: []")).hasMessage("x.yaml: one: stepps is not known");
    assertThatThrownBy(() -> first("dialects: [html]\n  steps: [ { pause: 1 } ]"))
        .hasMessage("x.yaml: one: dialects are cast and fhircast");
  }

  @Test
  void eachCaseNamesWhereItIsWritten() throws IOException {
    List<Case> cases = CaseFiles.read(Path.of("cases"));
    assertThat(cases)
        .allSatisfy(
            each -> assertThat(each.clause()).containsPattern("FHIRcast|Cast|RFC|IANA|robust"));
  }

  private static void play(String form) throws Exception {
    Case each =
        CaseFiles.read(Path.of("cases")).stream()
            .filter(c -> c.id().equals("subscribe-form/fhircast"))
            .findFirst()
            .orElseThrow();
    Play.play(each, (url, _, _) -> raw(url, URI.create(url).getAuthority(), form), 0, 0);
  }

  private Case first(String rest) throws IOException {
    Files.writeString(
        folder.resolve("x.yaml"), "- id: one\n  title: t\n  clause: RFC\n  " + rest + "\n");
    return CaseFiles.read(folder).getFirst();
  }

  /** A client that sends one form and no more. */
  private static ClientUnderTest raw(String url, String host, String form) throws IOException {
    URI hub = URI.create(url);
    Socket socket = new Socket(hub.getHost(), hub.getPort());
    socket
        .getOutputStream()
        .write(
            ("POST /api/hub HTTP/1.1\r\nHost: "
                    + host
                    + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                    + form.length()
                    + "\r\n\r\n"
                    + form)
                .getBytes(StandardCharsets.US_ASCII));
    return new ClientUnderTest() {
      @Override
      public void publish() {}

      @Override
      public void stop() {}

      @Override
      public void close() {
        try {
          socket.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
