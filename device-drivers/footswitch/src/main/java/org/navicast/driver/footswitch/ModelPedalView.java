package org.navicast.driver.footswitch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.navicast.driver.io.HidLesson.Shown;

/** An interface that a model knows: its pedals have names. */
final class ModelPedalView implements PedalView {
  private final HidPedalDecoder decoder;
  private final List<String> controls;
  private final ShownPedals pedals = new ShownPedals();
  private final boolean[] down;

  ModelPedalView(HidPedalDecoder decoder, List<String> controls) {
    this.decoder = decoder;
    this.controls = List.copyOf(controls);
    this.down = new boolean[controls.size()];
  }

  @Override
  public Optional<Shown> take(byte[] report, int length, long nanos) {
    if (decoder.decode(report, length, down) != HidPedalDecoder.Said.PEDALS) {
      return Optional.empty();
    }
    return pedals.take(
        IntStream.range(0, down.length)
            .filter(i -> down[i])
            .mapToObj(controls::get)
            .collect(Collectors.toSet()),
        nanos);
  }

  @Override
  public Map<String, Object> settings(String shown) {
    return Map.of();
  }
}
