package org.navicast.driver.footswitch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.io.HidLesson.Shown;

/**
 * What is down on an interface, report by report, as pedals that were pressed and let go. Where a
 * pedal sends shift or its like with another key, the other key is the pedal.
 */
final class ShownPedals {
  private static final Set<String> MODIFIERS =
      IntStream.rangeClosed(0xE0, 0xE7)
          .mapToObj(id -> HidUsage.key(id).toString())
          .collect(Collectors.toUnmodifiableSet());

  private final Map<String, Long> sinceNanos = new HashMap<>();

  /** Modifiers that went with a key that was shown already: their release shows nothing. */
  private final Set<String> spent = new HashSet<>();

  /**
   * Takes what is down now.
   *
   * @return the pedal that was let go by that
   */
  Optional<Shown> take(Set<String> down, long nanos) {
    Set<String> up = new HashSet<>(sinceNanos.keySet());
    up.removeAll(down);
    Optional<Shown> shown =
        first(up, false)
            .or(
                () ->
                    down.stream().allMatch(MODIFIERS::contains)
                        ? first(up, true)
                        : Optional.empty())
            .map(pedal -> new Shown(pedal, nanos - sinceNanos.getOrDefault(pedal, nanos)));
    spent.retainAll(down);
    if (shown.isPresent()) {
      down.stream().filter(MODIFIERS::contains).forEach(spent::add);
    }
    sinceNanos.keySet().removeIf(it -> !down.contains(it) || spent.contains(it));
    down.stream()
        .filter(it -> !spent.contains(it))
        .forEach(it -> sinceNanos.putIfAbsent(it, nanos));
    return shown;
  }

  private static Optional<String> first(Set<String> controls, boolean modifiers) {
    return controls.stream().filter(it -> MODIFIERS.contains(it) == modifiers).sorted().findFirst();
  }
}
