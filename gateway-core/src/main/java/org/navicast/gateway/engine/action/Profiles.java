package org.navicast.gateway.engine.action;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.navicast.gateway.engine.RoomState;

/**
 * The profiles of a gateway, and when which is on.
 *
 * @param standard is on where no other fits
 * @param choices of those that fit the first is on
 */
public record Profiles(Profile standard, List<Choice> choices) {
  /** Nothing ever means anything. */
  public static final Profiles NONE = of(Profile.NONE);

  /**
   * A profile that is on by itself.
   *
   * @param modalities while a study is open that has one of these; empty: whatever is open
   * @param viewers while a viewer of one of these products is there; empty: whoever is there
   */
  public record Choice(Profile profile, Set<String> modalities, Set<String> viewers) {
    /**
     * @throws IllegalArgumentException when it would always be on
     */
    public Choice {
      modalities = Set.copyOf(modalities);
      viewers = Set.copyOf(viewers);
      if (modalities.isEmpty() && viewers.isEmpty()) {
        throw new IllegalArgumentException("give a modality, a viewer or both");
      }
    }

    private boolean fits(RoomState room, Set<String> products) {
      return (modalities.isEmpty() || !common(room).isEmpty())
          && (viewers.isEmpty() || !present(products).isEmpty());
    }

    private Set<String> common(RoomState room) {
      return room.modalities().stream()
          .filter(modalities::contains)
          .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> present(Set<String> products) {
      return viewers.stream()
          .filter(viewer -> products.stream().anyMatch(viewer::equalsIgnoreCase))
          .collect(Collectors.toCollection(TreeSet::new));
    }

    /** In the words of the configuration: what a hub says is not repeated. */
    private String why(RoomState room, Set<String> products) {
      String study =
          modalities.isEmpty()
              ? ""
              : "a study of " + String.join(" and ", common(room)) + " is open";
      String viewer =
          viewers.isEmpty() ? "" : String.join(" and ", present(products)) + " is there";
      return study + (study.isEmpty() || viewer.isEmpty() ? "" : ", and ") + viewer;
    }
  }

  /**
   * A profile, and why it is to be on.
   *
   * @param reason one plain sentence, without a full stop
   */
  record Chosen(Profile profile, String reason) {}

  public Profiles {
    choices = List.copyOf(choices);
  }

  /** One that is always on. */
  public static Profiles of(Profile only) {
    return new Profiles(only, List.of());
  }

  /** The one that is to be on. */
  Chosen choose(RoomState room, Set<String> products) {
    for (Choice choice : choices) {
      if (choice.fits(room, products)) {
        return new Chosen(choice.profile(), choice.why(room, products));
      }
    }
    return new Chosen(standard, "what another profile was for is over");
  }
}
