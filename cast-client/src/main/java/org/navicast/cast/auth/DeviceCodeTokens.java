package org.navicast.cast.auth;

import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A person lets the gateway in from another machine (RFC 8628). From then on a refresh token does,
 * which is kept in a file, until the provider does not take it any more.
 */
final class DeviceCodeTokens implements TokenSource {
  /** What {@code slow_down} adds to the interval (RFC 8628, section 3.5). */
  private static final int SLOW_DOWN_SECONDS = 5;

  /** Ceiling of the interval that doubles while the provider does not answer. */
  private static final int MAX_INTERVAL_SECONDS = 60;

  private final Provider provider;
  private final LoginFile file;
  private final LoginPrompt prompt;
  private final ScheduledExecutorService loop;
  private final Executor worker;

  /** The newest; empty before the file was read, and after the provider refused it. */
  private Optional<String> refresh = Optional.empty();

  private boolean fileRead;
  private boolean closed;
  private @Nullable Confirmation confirmation;

  DeviceCodeTokens(
      Provider provider,
      LoginFile file,
      LoginPrompt prompt,
      ScheduledExecutorService loop,
      Executor worker) {
    this.provider = provider;
    this.file = file;
    this.prompt = prompt;
    this.loop = loop;
    this.worker = worker;
  }

  @Override
  public void fetch(Consumer<Token> got, Consumer<String> failed) {
    Login login = new Login(got, failed);
    if (fileRead) {
      login.start();
    } else {
      then(
          CompletableFuture.supplyAsync(file::read, worker),
          kept -> {
            fileRead = true;
            refresh = kept;
            login.start();
          },
          trouble -> failed.accept(trouble.words()));
    }
  }

  @Override
  public void close() {
    closed = true;
    if (confirmation != null) {
      confirmation.cancel();
    }
  }

  /** Continues on the loop, unless it is over by then. */
  private <T> void then(CompletableFuture<T> answer, Consumer<T> good, Consumer<LoginTrouble> bad) {
    var _ =
        answer.whenCompleteAsync(
            (value, failure) -> {
              if (closed) {
                return;
              }
              if (failure == null) {
                good.accept(value);
              } else {
                bad.accept(LoginTrouble.of(failure));
              }
            },
            loop);
  }

  /** One answer to whoever fetches. */
  private final class Login {
    private final Consumer<Token> got;
    private final Consumer<String> failed;

    Login(Consumer<Token> got, Consumer<String> failed) {
      this.got = got;
      this.failed = failed;
    }

    void start() {
      refresh.ifPresentOrElse(this::renew, this::askForCode);
    }

    private void renew(String token) {
      then(
          provider.exchange(new RefreshTokenGrant(new RefreshToken(token))),
          this::granted,
          trouble -> {
            if (trouble.code().equals("invalid_grant")) {
              refresh = Optional.empty();
              askForCode();
            } else {
              failed.accept(trouble.words());
            }
          });
    }

    /** Asks for a code, and a person to confirm it; again whenever one has ended unused. */
    void askForCode() {
      then(
          provider.deviceCode(),
          asked -> {
            Confirmation next = new Confirmation(this, asked);
            confirmation = next;
            next.start();
          },
          trouble -> failed.accept(trouble.words()));
    }

    void granted(Granted granted) {
      Optional<String> next = granted.refresh().map(RefreshToken::getValue);
      if (next.isEmpty() && refresh.isEmpty()) {
        prompt.notKept(
            "the identity provider gives no refresh token; it may want the scope offline_access");
      }
      if (next.isEmpty() || next.equals(refresh)) {
        got.accept(granted.token());
        return;
      }
      refresh = next;
      then(
          CompletableFuture.runAsync(() -> file.write(next.get()), worker),
          _ -> got.accept(granted.token()),
          trouble -> {
            prompt.notKept(trouble.words());
            got.accept(granted.token());
          });
    }

    void refused(LoginTrouble trouble) {
      failed.accept(trouble.words());
    }
  }

  /** One code, and the polling until somebody confirmed it (RFC 8628, section 3.4 and 3.5). */
  private final class Confirmation {
    private final Login login;
    private final Provider.Unconfirmed asked;
    private long intervalSeconds;
    private boolean ended;
    private @Nullable ScheduledFuture<?> poll;
    private @Nullable ScheduledFuture<?> end;

    Confirmation(Login login, Provider.Unconfirmed asked) {
      this.login = login;
      this.asked = asked;
      this.intervalSeconds = asked.intervalSeconds();
    }

    void start() {
      prompt.confirm(asked.code());
      end = loop.schedule(() -> ended = true, asked.code().lifeSeconds(), TimeUnit.SECONDS);
      pollLater();
    }

    private void pollLater() {
      poll = loop.schedule(this::poll, intervalSeconds, TimeUnit.SECONDS);
    }

    private void poll() {
      then(
          provider.exchange(new DeviceCodeGrant(asked.secret())),
          granted -> {
            cancel();
            login.granted(granted);
          },
          this::notYet);
    }

    private void notYet(LoginTrouble trouble) {
      switch (trouble.code()) {
        case "authorization_pending" -> again();
        case "slow_down" -> {
          intervalSeconds += SLOW_DOWN_SECONDS;
          again();
        }
        case "" -> { // not an answer of the provider to this request
          intervalSeconds =
              Math.max(intervalSeconds, Math.min(2 * intervalSeconds, MAX_INTERVAL_SECONDS));
          again();
        }
        case "expired_token" -> startOver();
        default -> {
          cancel();
          login.refused(trouble);
        }
      }
    }

    private void again() {
      if (ended) {
        startOver();
      } else {
        pollLater();
      }
    }

    private void startOver() {
      cancel();
      login.askForCode();
    }

    void cancel() {
      if (poll != null) {
        poll.cancel(false);
      }
      if (end != null) {
        end.cancel(false);
      }
    }
  }
}
