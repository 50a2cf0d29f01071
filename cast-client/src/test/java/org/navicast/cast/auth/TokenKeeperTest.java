package org.navicast.cast.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keeping of a token, in virtual time. */
class TokenKeeperTest {
  private static final long FETCH_MILLIS = 40;

  private final VirtualLoop loop = new VirtualLoop();
  private final List<Long> fetchedAtMillis = new ArrayList<>();
  private final List<String> news = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();

  /** What the provider says next: a token's life in milliseconds, or why not. */
  private long lifeMillis = 4_000;

  private Optional<String> trouble = Optional.empty();
  private long fetchMillis = FETCH_MILLIS;
  private int underWay;

  private final TokenKeeper keeper =
      new TokenKeeper(
          this::fetch,
          loop.executor(),
          loop::nanos,
          () -> 1.0,
          new TokenKeeper.Listener() {
            @Override
            public void renewed() {
              news.add("renewed");
            }

            @Override
            public void notRenewed(String why) {
              news.add(why);
            }
          });

  private void fetch(Consumer<Token> got, Consumer<String> failed) {
    assertThat(++underWay).as("fetches under way").isEqualTo(1);
    fetchedAtMillis.add(loop.millis());
    String name = "token-" + fetchedAtMillis.size();
    var _ =
        loop.executor()
            .schedule(
                () -> {
                  underWay--;
                  trouble.ifPresentOrElse(
                      failed, () -> got.accept(new Token(name, "", lifeMillis)));
                },
                fetchMillis,
                TimeUnit.MILLISECONDS);
  }

  private void get() {
    keeper.get(token -> answers.add(token.bearer()), answers::add);
  }

  @Test
  void aTokenIsRenewedAfterThreeQuartersOfItsLifeForAsLongAsItRuns() {
    get();
    loop.advanceMillis(13_000);
    assertThat(answers).containsExactly("token-1");
    assertThat(fetchedAtMillis).containsExactly(0L, 3_040L, 6_080L, 9_120L, 12_160L);
  }

  /** At no moment is the token in use one that has ended. */
  @ParameterizedTest
  @ValueSource(longs = {1_000, 1_500, 2_000, 5_000, 59_999, 300_000})
  void thereIsNoMomentWithoutAGoodToken(long life) {
    lifeMillis = life;
    get();
    loop.advanceMillis(FETCH_MILLIS);
    for (int i = 0; i < 5_000; i++) {
      loop.advanceMillis(Math.max(1, life / 500));
      long lastGot = fetchedAtMillis.getLast() + FETCH_MILLIS;
      long inUseSince =
          lastGot <= loop.millis()
              ? lastGot
              : fetchedAtMillis.get(fetchedAtMillis.size() - 2) + FETCH_MILLIS;
      assertThat(loop.millis() - inUseSince).as("age of the token").isLessThan(life);
      String inUse =
          "Bearer token-"
              + (lastGot <= loop.millis() ? fetchedAtMillis.size() : fetchedAtMillis.size() - 1);
      assertThat(keeper.authorization()).isEqualTo(inUse);
    }
  }

  @Test
  void onlyATokenThatWasThereBeforeIsReplacedForThat() {
    lifeMillis = 3_600_000;
    get();
    loop.advanceMillis(1_000);
    keeper.renewReused();
    loop.advanceMillis(1_000);
    assertThat(fetchedAtMillis).hasSize(1);

    get();
    assertThat(answers).as("without a wait").containsExactly("token-1", "token-1");
    keeper.renewReused();
    keeper.renewReused();
    loop.advanceMillis(1_000);
    assertThat(fetchedAtMillis).hasSize(2);
    assertThat(keeper.authorization()).isEqualTo("Bearer token-2");
    assertThat(news).containsExactly("renewed");
  }

  @Test
  void aLifeOfLessThanASecondIsNotRoundedToNothing() {
    lifeMillis = 800;
    get();
    loop.advanceMillis(2_000);
    assertThat(fetchedAtMillis).containsExactly(0L, 640L, 1_280L, 1_920L);
  }

  /** A provider that counts in another unit, or means "for ever", is not asked in a storm. */
  @ParameterizedTest
  @ValueSource(longs = {5_000_000_000_000_000L * 1_000, Long.MAX_VALUE, Long.MAX_VALUE / 3})
  void aLifeBeyondAllMeasureIsALongOne(long life) {
    lifeMillis = life;
    get();
    loop.advanceMillis(86_400_000);
    assertThat(fetchedAtMillis).hasSize(1);
    assertThat(keeper.authorization()).isEqualTo("Bearer token-1");
  }

  @Test
  void aLifeOfNothingIsNoReasonToAskWithoutAPause() {
    lifeMillis = 1;
    get();
    loop.advanceMillis(10_000);
    assertThat(fetchedAtMillis).hasSizeLessThanOrEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc\n", "a b", "t\u00fcr", "a\r\nHost: elsewhere"})
  void whatNoHeaderCanCarryIsNoToken(String bearer) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Token(bearer, "", 0))
        .withMessageNotContaining(bearer);
  }

  @Test
  void aTokenWithoutALifeIsKeptUntilItIsRefused() {
    lifeMillis = 0;
    get();
    loop.advanceMillis(86_400_000);
    assertThat(fetchedAtMillis).hasSize(1);
    keeper.refused("Bearer token-1");
    loop.advanceMillis(1_000);
    assertThat(keeper.authorization()).isEqualTo("Bearer token-2");
  }

  @Test
  void whoAsksAgainGetsTheTokenThatIsHeld() {
    get();
    loop.advanceMillis(1_000);
    get();
    assertThat(answers).containsExactly("token-1", "token-1");
    assertThat(fetchedAtMillis).hasSize(1);
  }

  @Test
  void aRenewalThatFailsIsTriedAgainWithinTheLifeOfTheOldToken() {
    lifeMillis = 60_000;
    get();
    loop.advanceMillis(44_000);
    trouble = Optional.of("the provider is away");
    loop.advanceMillis(4_000);
    assertThat(news).as("told once").containsExactly("the provider is away");
    assertThat(keeper.authorization()).as("the old one is still good").isEqualTo("Bearer token-1");
    trouble = Optional.empty();
    loop.advanceMillis(8_000);
    assertThat(news).containsExactly("the provider is away", "renewed");
    assertThat(loop.millis()).isLessThan(60_000);
  }

  @Test
  void aProviderThatStaysAwayIsAskedLessAndLess() {
    lifeMillis = 1_000;
    get();
    loop.advanceMillis(100);
    trouble = Optional.of("the provider is away");
    loop.advanceMillis(600_000);
    for (int i = 2; i < 10; i++) {
      long pause = fetchedAtMillis.get(i) - fetchedAtMillis.get(i - 1) - FETCH_MILLIS;
      assertThat(pause).isEqualTo(Math.min(15_000, 250L << (i - 2)));
    }
    assertThat(fetchedAtMillis).hasSizeLessThan(60);
  }

  @Test
  void aRenewalThatComesDueWhileTheLinkAsksIsNotForgottenAndNotDoubled() {
    fetchMillis = 2_000;
    get();
    loop.advanceMillis(5_500); // the renewal began at 5.0 s
    assertThat(fetchedAtMillis).containsExactly(0L, 5_000L);
    loop.advanceMillis(600); // the first token has ended at 6.0 s
    get();
    assertThat(answers).as("waits for the fetch that is under way").containsExactly("token-1");
    loop.advanceMillis(1_000);
    assertThat(answers).containsExactly("token-1", "token-2");
    loop.advanceMillis(3_000);
    assertThat(fetchedAtMillis).containsExactly(0L, 5_000L, 10_000L);
  }

  @Test
  void aThousandRefusalsOfOneTokenAreOneNewToken() {
    lifeMillis = 300_000;
    get();
    loop.advanceMillis(1_000);
    for (int i = 0; i < 1_000; i++) {
      keeper.refused("Bearer token-1");
      loop.advanceMillis(1);
    }
    assertThat(fetchedAtMillis).hasSize(2);
    assertThat(keeper.authorization()).isEqualTo("Bearer token-2");
  }

  @Test
  void aHubThatRefusesEveryTokenIsGivenFewerAndFewer() {
    lifeMillis = 300_000;
    get();
    loop.advanceMillis(100);
    long until = loop.millis() + 600_000;
    while (loop.millis() < until) {
      keeper.refused(keeper.authorization());
      loop.advanceMillis(10);
    }
    // 250 ms, 500 ms, … 15 s, and then as slowly for ever.
    assertThat(fetchedAtMillis).hasSizeBetween(40, 50);
    assertThat(fetchedAtMillis.get(20) - fetchedAtMillis.get(19)).isGreaterThanOrEqualTo(15_000);
  }

  @Test
  void aRefusalOfATokenThatWasReplacedMeanwhileIsNoNews() {
    get();
    loop.advanceMillis(4_000);
    assertThat(keeper.authorization()).isEqualTo("Bearer token-2");
    keeper.refused("Bearer token-1");
    loop.advanceMillis(1_000);
    assertThat(fetchedAtMillis).hasSize(2);
  }

  @Test
  void whoAsksIsToldWhyThereIsNoneAndAsksAgainWhenItWants() {
    trouble = Optional.of("the provider is away");
    get();
    loop.advanceMillis(60_000);
    assertThat(answers).containsExactly("the provider is away");
    assertThat(fetchedAtMillis).hasSize(1);
    trouble = Optional.empty();
    get();
    loop.advanceMillis(100);
    assertThat(answers).containsExactly("the provider is away", "token-2");
  }

  @Test
  void aClosedKeeperHoldsNothingAndAsksNothing() {
    get();
    loop.advanceMillis(3_050); // a renewal is under way
    keeper.close();
    assertThat(keeper.authorization()).isNull();
    loop.advanceMillis(60_000);
    assertThat(keeper.authorization()).isNull();
    assertThat(fetchedAtMillis).hasSize(2);
  }
}
