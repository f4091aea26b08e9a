/** Groups and communities as the server keeps them: rules, state and what members are told. */
@NullMarked
package org.camelwhatsapp.simulator.group;

import org.jspecify.annotations.NullMarked;
