package org.navicast.cast.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navicast.cast.auth.ClientProof;
import org.navicast.cast.auth.OAuthSettings;
import org.navicast.cast.auth.ProviderServer;
import org.navicast.cast.auth.ScriptedProvider;
import org.navicast.cast.json.Sender;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.link.TimeSource;
import org.navicast.cast.net.Transport;
import org.navicast.cast.secure.ClientTls;

/** Whoever refuses us is asked again at the pace of the backoff, and no faster. */
class RefusalPaceTest {
  private static final double RANDOM = 0.75;
  private static final List<Integer> CEILINGS_MILLIS = List.of(250, 500, 1_000);

  private final EventLoopGroup loop = Transport.best().newLoop("engine");
  private final BlockingQueue<Long> attempts = new LinkedBlockingQueue<>();
  private final Set<String> reasons = ConcurrentHashMap.newKeySet();
  private ProviderServer server;
  private ScriptedHub hub;

  @BeforeEach
  void start() throws Exception {
    server = new ProviderServer();
    hub = new ScriptedHub("");
  }

  @AfterEach
  void stop() throws InterruptedException {
    hub.close();
    server.close();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void aHubThatDoesNotLetUsIn(int status) throws Exception {
    hub.answer(status);
    assertPaced(HubConfig.Standby.NONE);
    assertThat(reasons).singleElement().asString().startsWith("the hub ").contains("(" + status);
    assertThat(server.provider().tokenRequests())
        .as("tokens, of which each attempt has a new one")
        .isLessThanOrEqualTo(CEILINGS_MILLIS.size() + 1);
  }

  @Test
  void aProviderThatDoesNotLetUsIn() throws Exception {
    server.provider().refusal = ScriptedProvider.Answer.error(401, "invalid_client");
    assertPaced(HubConfig.Standby.NONE);
    assertThat(reasons).singleElement().asString().contains("(invalid_client)");
  }

  /** A token of a provider is for all hubs, so another hub is no reason to ask it again. */
  @Test
  void aProviderThatDoesNotLetUsInToAnyOfTwoHubs() throws Exception {
    server.provider().refusal = ScriptedProvider.Answer.error(401, "invalid_client");
    assertPaced(new HubConfig.Standby(List.of(HubAddress.parse(hub.url())), 0));
  }

  private void assertPaced(HubConfig.Standby standby) throws Exception {
    HubClient client = client(standby);
    client.start();
    List<Long> pausesMillis = new ArrayList<>();
    long before = nextAttempt();
    for (int i = 0; i < CEILINGS_MILLIS.size(); i++) {
      long next = nextAttempt();
      pausesMillis.add(TimeUnit.NANOSECONDS.toMillis(next - before));
      before = next;
    }
    client.close().get(5, TimeUnit.SECONDS);
    for (int i = 0; i < pausesMillis.size(); i++) {
      assertThat(pausesMillis.get(i))
          .as("pause %d of %s", i, pausesMillis)
          .isGreaterThanOrEqualTo((long) (RANDOM * CEILINGS_MILLIS.get(i)) - 5);
    }
  }

  private long nextAttempt() throws InterruptedException {
    Long at = attempts.poll(10, TimeUnit.SECONDS);
    assertThat(at).as("when the next attempt began").isNotNull();
    return at;
  }

  private HubClient client(HubConfig.Standby standby) {
    OAuthSettings settings =
        new OAuthSettings(
            new OAuthSettings.Flow.ClientCredentials(),
            new OAuthSettings.Where.Issuer(URI.create(server.issuer())),
            "or-3",
            new ClientProof.Secret("S3CRET"),
            List.of(),
            "",
            OAuthSettings.USUAL_TOPIC_CLAIMS);
    return new HubClient(
        HubConfig.of(
                HubAddress.parse(hub.url()),
                "OR-3",
                new HubConfig.Auth.OAuth(settings, ClientTls.STANDARD),
                HubConfig.Publish.HTTP,
                List.of("status-request"))
            .withStandby(standby),
        new Sender("or-3", "session", "NAVICAST-TEST01", "NAVICast", "CONTROLLER"),
        loop.next(),
        () -> Transport.best().outbound(loop),
        new TimeSource(System::nanoTime, () -> 0),
        () -> RANDOM,
        new HubClient.Listener() {
          @Override
          public void changed(HubState state, String reason) {
            if (state == HubState.AUTHORIZING) {
              attempts.add(System.nanoTime());
            } else if (state == HubState.WAITING) {
              reasons.add(reason);
            }
          }
        });
  }
}
