import type { AccountMailKind } from '../smtp-email-options.js';

/** The sentences of a built-in mail. */
export interface MailPhrases {
  readonly subject: string;
  readonly heading: string;
  readonly request: string;
  /** Absent: the mail brings a code and no link. */
  readonly button?: string;
  readonly copyHint?: string;
  readonly ignoreHint: string;
}

/** By language tag, in lower case. Only `{{appName}}` stands in them: nothing a stranger may have chosen. */
export const builtInPhrases: ReadonlyMap<string, { readonly [Kind in AccountMailKind]: MailPhrases }> =
  new Map([
    [
      'en',
      {
        verification: {
          subject: 'Confirm your e-mail address for {{appName}}',
          heading: 'Confirm your e-mail address',
          request: 'Please confirm that this address is yours, to use it with {{appName}}.',
          button: 'Confirm address',
          copyHint: 'If the button does not work, open this address in your browser:',
          ignoreHint: 'You did not sign up? Then ignore this mail: nothing happens.',
        },
        passwordReset: {
          subject: 'Choose a new password for {{appName}}',
          heading: 'Choose a new password',
          request: 'A new password was asked for your account with {{appName}}.',
          button: 'Choose password',
          copyHint: 'If the button does not work, open this address in your browser:',
          ignoreHint: 'It was not you? Then ignore this mail: your password stays as it is.',
        },
        logInCode: {
          subject: 'Your code to log in to {{appName}}',
          heading: 'Log in',
          request: 'This code logs you in to {{appName}}. Give it to nobody.',
          ignoreHint: 'It was not you? Then ignore this mail: nobody gets in without it.',
        },
        logInLink: {
          subject: 'Log in to {{appName}}',
          heading: 'Log in',
          request: 'This link logs you in to {{appName}}, once.',
          button: 'Log in',
          copyHint: 'If the button does not work, open this address in your browser:',
          ignoreHint: 'It was not you? Then ignore this mail: nobody gets in without it.',
        },
      },
    ],
    [
      'de',
      {
        verification: {
          subject: 'Bestätige deine E-Mail-Adresse für {{appName}}',
          heading: 'E-Mail-Adresse bestätigen',
          request: 'Bitte bestätige, dass diese Adresse dir gehört, um sie mit {{appName}} zu nutzen.',
          button: 'Adresse bestätigen',
          copyHint: 'Falls der Knopf nicht geht, öffne diese Adresse im Browser:',
          ignoreHint: 'Du hast dich nicht angemeldet? Dann ignoriere diese Mail, es geschieht nichts.',
        },
        passwordReset: {
          subject: 'Neues Passwort für {{appName}}',
          heading: 'Neues Passwort wählen',
          request: 'Für dein Konto bei {{appName}} wurde ein neues Passwort angefordert.',
          button: 'Passwort wählen',
          copyHint: 'Falls der Knopf nicht geht, öffne diese Adresse im Browser:',
          ignoreHint: 'Du warst das nicht? Dann ignoriere diese Mail, dein Passwort bleibt, wie es ist.',
        },
        logInCode: {
          subject: 'Dein Code für {{appName}}',
          heading: 'Anmelden',
          request: 'Mit diesem Code meldest du dich bei {{appName}} an. Gib ihn niemandem.',
          ignoreHint: 'Du warst das nicht? Dann ignoriere diese Mail, ohne sie kommt niemand hinein.',
        },
        logInLink: {
          subject: 'Anmelden bei {{appName}}',
          heading: 'Anmelden',
          request: 'Dieser Link meldet dich einmal bei {{appName}} an.',
          button: 'Anmelden',
          copyHint: 'Falls der Knopf nicht geht, öffne diese Adresse im Browser:',
          ignoreHint: 'Du warst das nicht? Dann ignoriere diese Mail, ohne sie kommt niemand hinein.',
        },
      },
    ],
    [
      'es',
      {
        verification: {
          subject: 'Confirma tu correo electrónico para {{appName}}',
          heading: 'Confirma tu correo electrónico',
          request: 'Confirma que esta dirección es tuya para usarla con {{appName}}.',
          button: 'Confirmar dirección',
          copyHint: 'Si el botón no funciona, abre esta dirección en tu navegador:',
          ignoreHint: '¿No te has registrado? Ignora este correo: no pasará nada.',
        },
        passwordReset: {
          subject: 'Elige una nueva contraseña para {{appName}}',
          heading: 'Elige una nueva contraseña',
          request: 'Se ha pedido una nueva contraseña para tu cuenta de {{appName}}.',
          button: 'Elegir contraseña',
          copyHint: 'Si el botón no funciona, abre esta dirección en tu navegador:',
          ignoreHint: '¿No has sido tú? Ignora este correo: tu contraseña no cambia.',
        },
        logInCode: {
          subject: 'Tu código para entrar en {{appName}}',
          heading: 'Iniciar sesión',
          request: 'Con este código entras en {{appName}}. No se lo des a nadie.',
          ignoreHint: '¿No has sido tú? Ignora este correo: nadie entra sin él.',
        },
        logInLink: {
          subject: 'Entrar en {{appName}}',
          heading: 'Iniciar sesión',
          request: 'Este enlace te da acceso a {{appName}} una sola vez.',
          button: 'Iniciar sesión',
          copyHint: 'Si el botón no funciona, abre esta dirección en tu navegador:',
          ignoreHint: '¿No has sido tú? Ignora este correo: nadie entra sin él.',
        },
      },
    ],
    [
      'fr',
      {
        verification: {
          subject: 'Confirmez votre adresse e-mail pour {{appName}}',
          heading: 'Confirmez votre adresse e-mail',
          request: 'Confirmez que cette adresse est la vôtre pour l’utiliser avec {{appName}}.',
          button: 'Confirmer l’adresse',
          copyHint: 'Si le bouton ne fonctionne pas, ouvrez cette adresse dans votre navigateur :',
          ignoreHint: 'Vous ne vous êtes pas inscrit ? Ignorez ce message : rien ne se passera.',
        },
        passwordReset: {
          subject: 'Choisissez un nouveau mot de passe pour {{appName}}',
          heading: 'Choisissez un nouveau mot de passe',
          request: 'Un nouveau mot de passe a été demandé pour votre compte {{appName}}.',
          button: 'Choisir un mot de passe',
          copyHint: 'Si le bouton ne fonctionne pas, ouvrez cette adresse dans votre navigateur :',
          ignoreHint: 'Ce n’était pas vous ? Ignorez ce message : votre mot de passe ne change pas.',
        },
        logInCode: {
          subject: 'Votre code pour {{appName}}',
          heading: 'Se connecter',
          request: 'Ce code vous connecte à {{appName}}. Ne le donnez à personne.',
          ignoreHint: 'Ce n’était pas vous ? Ignorez ce message : personne n’entre sans lui.',
        },
        logInLink: {
          subject: 'Se connecter à {{appName}}',
          heading: 'Se connecter',
          request: 'Ce lien vous connecte à {{appName}}, une seule fois.',
          button: 'Se connecter',
          copyHint: 'Si le bouton ne fonctionne pas, ouvrez cette adresse dans votre navigateur :',
          ignoreHint: 'Ce n’était pas vous ? Ignorez ce message : personne n’entre sans lui.',
        },
      },
    ],
    [
      'pt',
      {
        verification: {
          subject: 'Confirme seu e-mail para {{appName}}',
          heading: 'Confirme seu e-mail',
          request: 'Confirme que este endereço é seu para usá-lo com {{appName}}.',
          button: 'Confirmar endereço',
          copyHint: 'Se o botão não funcionar, abra este endereço no navegador:',
          ignoreHint: 'Não foi você que se cadastrou? Ignore este e-mail: nada acontecerá.',
        },
        passwordReset: {
          subject: 'Escolha uma nova senha para {{appName}}',
          heading: 'Escolha uma nova senha',
          request: 'Uma nova senha foi pedida para a sua conta em {{appName}}.',
          button: 'Escolher senha',
          copyHint: 'Se o botão não funcionar, abra este endereço no navegador:',
          ignoreHint: 'Não foi você? Ignore este e-mail: sua senha continua a mesma.',
        },
        logInCode: {
          subject: 'Seu código para entrar em {{appName}}',
          heading: 'Entrar',
          request: 'Este código dá acesso à sua conta em {{appName}}. Não o passe a ninguém.',
          ignoreHint: 'Não foi você? Ignore este e-mail: ninguém entra sem ele.',
        },
        logInLink: {
          subject: 'Entrar em {{appName}}',
          heading: 'Entrar',
          request: 'Este link dá acesso à sua conta em {{appName}}, uma única vez.',
          button: 'Entrar',
          copyHint: 'Se o botão não funcionar, abra este endereço no navegador:',
          ignoreHint: 'Não foi você? Ignore este e-mail: ninguém entra sem ele.',
        },
      },
    ],
  ]);
