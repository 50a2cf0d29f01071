package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviMotion;
import org.navicast.cast.event.Source;
import org.navicast.cast.hub.HubClient;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.hub.HubState;
import org.navicast.cast.incoming.StatusItem;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.secure.ClientTls;
import org.navicast.cast.secure.TestCertificate;
import org.navicast.cast.secure.TlsSettings;
import org.navicast.hub.HubServer;
import org.navicast.hub.HubServerConfig;
import org.navicast.hub.door.ServerCertificate;
import tools.jackson.databind.JsonNode;

/** The client's link to a real hub, over real sockets, both ways of publishing. */
class HubLinkTest {
  private static final String TOPIC = "OR-3";
  private static final Source PEDALS = new Source("pedals", "footswitch");
  private static final Source MOUSE = new Source("mouse", "6dof");

  private final TestLinks links = new TestLinks();
  private HubServer hub;
  @TempDir private Path folder;

  @BeforeEach
  void startHub() throws IOException {
    hub = HubServer.start(HubServerConfig.loopback(0));
  }

  @AfterEach
  void stopAll() throws Exception {
    links.close();
    hub.close();
  }

  @ParameterizedTest
  @EnumSource(HubConfig.Publish.class)
  void aPressAndItsReleaseArriveOnceAndInOrder(HubConfig.Publish publish) throws Exception {
    HubClient client = connect(publish);
    try (TestSubscriber viewer = viewer()) {
      links.offer(
          client, button(1, NaviButton.State.PRESSED), button(1, NaviButton.State.RELEASED));
      links.offer(
          client, button(2, NaviButton.State.PRESSED), button(2, NaviButton.State.RELEASED));

      List<JsonNode> buttons = viewer.buttonsWithin(Duration.ofSeconds(1));
      assertThat(buttons)
          .extracting(b -> b.path("pressId").asInt() + " " + b.path("state").asString())
          .containsExactly("1 pressed", "1 released", "2 pressed", "2 released");
      assertThat(buttons)
          .extracting(b -> b.path("seq").asLong())
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @EnumSource(HubConfig.Publish.class)
  void aFloodOfMotionEndsAtRestAndDelaysNoPress(HubConfig.Publish publish) throws Exception {
    HubClient client = connect(publish);
    try (TestSubscriber viewer = viewer()) {
      List<NaviEvent> flood = new ArrayList<>();
      for (int i = 1; i <= 2_000; i++) {
        flood.add(motion(i / 2_000.0));
      }
      flood.add(button(1, NaviButton.State.PRESSED));
      flood.add(motion(0));
      links.offer(client, flood.toArray(NaviEvent[]::new));

      assertThat(viewer.awaitButton("left", "pressed").path("ageMicros").asLong())
          .isLessThan(150_000);
      links.offer(client, button(1, NaviButton.State.RELEASED));
      viewer.await("navi-motion", r -> r.path("translation").path(0).asDouble() == 0);
    }
  }

  @ParameterizedTest
  @EnumSource(HubConfig.Publish.class)
  void aPressArrivesOverTlsToo(HubConfig.Publish publish) throws Exception {
    TestCertificate own = TestCertificate.of("hub").make();
    hub.close();
    hub =
        HubServer.start(
            HubServerConfig.loopback(0)
                .withCertificate(new ServerCertificate(own.key(), List.of(own.certificate()))));
    HubAddress address = HubAddress.parse("https://localhost:" + hub.port() + "/api/hub");
    HubClient client = start(address, publish, trustingOnly(own));
    links.await(HubState.ONLINE);
    try (TestSubscriber viewer = viewer()) {
      links.offer(
          client, button(1, NaviButton.State.PRESSED), button(1, NaviButton.State.RELEASED));
      viewer.awaitButton("left", "pressed");
      viewer.awaitButton("left", "released");
    }
  }

  private ClientTls trustingOnly(TestCertificate hub) throws Exception {
    return ClientTls.load(
        new TlsSettings(
            Optional.of(hub.certificateFile(folder)), Optional.empty(), Optional.empty(), true));
  }

  @Test
  void aStatusRequestIsAnswered() throws Exception {
    connect(HubConfig.Publish.AUTO);
    try (TestSubscriber viewer = viewer()) {
      JsonNode reply = viewer.requestStatus();
      assertThat(reply.path("ok").asBoolean()).isTrue();
      JsonNode answer = reply.path("responses").path(0);
      assertThat(answer.path("subscriber").asString()).isEqualTo("NAVICAST-TEST01");
      assertThat(answer.path("data").path("items").toString())
          .contains("\"availability\"", "\"online\"");
    }
  }

  @Test
  void afterARestartOfTheHubItIsBackAndReplaysNothing() throws Exception {
    HubClient client = connect(HubConfig.Publish.AUTO);
    int port = hub.port();
    hub.close();
    links.await(HubState.WAITING);
    links.offer(client, button(1, NaviButton.State.PRESSED), button(1, NaviButton.State.RELEASED));
    hub = HubServer.start(HubServerConfig.loopback(port));
    try (TestSubscriber viewer = viewer()) {
      links.await(HubState.ONLINE);
      links.offer(
          client, button(2, NaviButton.State.PRESSED), button(2, NaviButton.State.RELEASED));
      assertThat(viewer.buttonsWithin(Duration.ofMillis(500)))
          .extracting(b -> b.path("pressId").asInt())
          .containsExactly(2, 2);
    }
  }

  @Test
  void aHubThatIsNotThereYetIsFound() throws Exception {
    int port = hub.port();
    hub.close();
    start(port, HubConfig.Publish.AUTO);
    links.await(HubState.WAITING);
    hub = HubServer.start(HubServerConfig.loopback(port));
    links.await(HubState.ONLINE);
  }

  private HubClient connect(HubConfig.Publish publish) throws InterruptedException {
    HubClient client = start(hub.port(), publish);
    links.await(HubState.ONLINE);
    return client;
  }

  private HubClient start(int port, HubConfig.Publish publish) {
    return start(
        HubAddress.parse("http://127.0.0.1:" + port + "/api/hub"), publish, ClientTls.STANDARD);
  }

  private HubClient start(HubAddress address, HubConfig.Publish publish, ClientTls tls) {
    return links.start(
        HubConfig.of(
                address, TOPIC, new HubConfig.Auth.Mock("or-3"), publish, List.of("status-request"))
            .withTls(tls),
        links.new Told() {
          @Override
          public List<StatusItem> status() {
            return List.of(new StatusItem.Words("availability", "online"));
          }
        });
  }

  private TestSubscriber viewer() throws Exception {
    return TestSubscriber.of("http://127.0.0.1:" + hub.port(), TOPIC);
  }

  private static NaviButton button(long pressId, NaviButton.State state) {
    return new NaviButton(
        PEDALS,
        System.nanoTime(),
        "left",
        state,
        pressId,
        0,
        250,
        state.ends() ? 0 : 150,
        CancelReason.NONE);
  }

  private static NaviMotion motion(double x) {
    return new NaviMotion(MOUSE, System.nanoTime(), x, 0, 0, 0, 0, 0, 250, 1);
  }
}
