package org.navicast.cast.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentAgesTest {
  private final RecentAges ages = new RecentAges();

  @Test
  void saysNothingBeforeTheFirst() {
    assertThat(ages.quantile(0.5)).isEmpty();
  }

  @Test
  void knowsMedianAndWorst() {
    for (long age : new long[] {30, 10, 20}) {
      ages.add(age);
    }
    assertThat(ages.quantile(0.5)).hasValue(20);
    assertThat(ages.quantile(1)).hasValue(30);
  }

  @Test
  void forgetsWhatIsOld() {
    ages.add(1_000_000);
    for (int i = 0; i < RecentAges.KEPT; i++) {
      ages.add(7);
    }
    assertThat(ages.quantile(1)).hasValue(7);
  }
}
