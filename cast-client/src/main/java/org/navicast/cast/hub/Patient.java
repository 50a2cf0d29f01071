package org.navicast.cast.hub;

import java.util.List;
import org.navicast.cast.auth.LoginCode;
import org.navicast.cast.incoming.HubEvent;
import org.navicast.cast.incoming.StatusItem;

/** The owner of a link, with a clock that gives a person the time that a code is good for. */
record Patient(HubClient.Listener owner, StateClock clock) implements HubClient.Listener {
  @Override
  public void confirm(LoginCode code) {
    clock.waitForAPerson(code.lifeSeconds());
    owner.confirm(code);
  }

  @Override
  public void changed(HubState state, String reason) {
    owner.changed(state, reason);
  }

  @Override
  public void impairment() {
    owner.impairment();
  }

  @Override
  public void online(long nowNanos) {
    owner.online(nowNanos);
  }

  @Override
  public void received(HubEvent event) {
    owner.received(event);
  }

  @Override
  public void token(boolean isRenewed) {
    owner.token(isRenewed);
  }

  @Override
  public List<StatusItem> status() {
    return owner.status();
  }
}
