package org.navicast.app.config;

import java.util.List;
import java.util.Optional;
import org.navicast.gateway.engine.action.Profile;
import org.navicast.gateway.engine.action.Profiles;

/**
 * One gateway: a whole configuration file.
 *
 * @param file the file that it came from, as the person named it
 * @param name of this box, told with every event
 * @param devices at least one; their names are unique
 * @param board the machine that it runs on
 * @param figures for the house's own monitoring
 * @param profile what the controls mean; empty where only what they do is told
 * @param choices what they mean instead, and when
 */
public record GatewayConfig(
    String file,
    String name,
    HubSection hub,
    List<DeviceConfig> devices,
    BoardSection board,
    FiguresSection figures,
    Optional<Profile> profile,
    List<Profiles.Choice> choices) {
  public GatewayConfig {
    devices = List.copyOf(devices);
    choices = List.copyOf(choices);
  }

  /** What the controls mean, and when. */
  public Profiles profiles() {
    return profile.map(standard -> new Profiles(standard, choices)).orElse(Profiles.NONE);
  }
}
