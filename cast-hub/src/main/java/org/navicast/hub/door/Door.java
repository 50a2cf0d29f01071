package org.navicast.hub.door;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.http.Refusal;

/**
 * Lets in who shows a good token. A token that was good is remembered until it ends, so that a
 * stream of events costs one look at it. Used on the hub's event loop.
 */
public final class Door {
  private static final int MAX_REMEMBERED = 1_024;
  private static final String SCHEME = "Bearer ";

  private final TokenVerifier verifier;
  private final InstantSource clock;
  private final Executor loop;
  private final Map<String, Access> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Access> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  public Door(TokenRules rules, InstantSource clock, Executor loop) {
    this.verifier = new TokenVerifier(rules, clock);
    this.clock = clock;
    this.loop = loop;
  }

  /**
   * Looks at the header {@code Authorization}; one of the two is called, once, on the loop and
   * possibly before this returns.
   */
  public void admit(@Nullable String header, Consumer<Access> in, Consumer<Refusal> out) {
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      out.accept(Refusal.tokenWanted());
      return;
    }
    String token = header.substring(SCHEME.length()).strip();
    Access known = remembered.get(token);
    if (known != null && clock.instant().isBefore(known.tokenEnds())) {
      in.accept(known);
      return;
    }
    Thread.ofVirtual()
        .name("token")
        .start(
            () -> {
              Verdict verdict = verifier.verify(token);
              loop.execute(() -> decide(token, verdict, in, out));
            });
  }

  private void decide(String token, Verdict verdict, Consumer<Access> in, Consumer<Refusal> out) {
    switch (verdict) {
      case Verdict.Good good -> {
        remembered.put(token, good.access());
        in.accept(good.access());
      }
      case Verdict.Bad bad -> {
        remembered.remove(token);
        out.accept(Refusal.badToken(bad.why()));
      }
      case Verdict.Unknown _ ->
          out.accept(
              new Refusal(
                  HttpResponseStatus.SERVICE_UNAVAILABLE,
                  "The identity provider does not answer, so no token can be verified"));
    }
  }
}
