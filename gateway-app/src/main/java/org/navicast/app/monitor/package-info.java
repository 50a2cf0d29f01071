/** A view of a running gateway: what it says of itself, for a person who asks what is wrong. */
@NullMarked
package org.navicast.app.monitor;

import org.jspecify.annotations.NullMarked;
