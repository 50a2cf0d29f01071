/** Asks the person at the terminal to let the gateway in. */
@NullMarked
package org.navicast.app.login;

import org.jspecify.annotations.NullMarked;
