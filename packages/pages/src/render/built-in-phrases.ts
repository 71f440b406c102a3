import type { PageName } from '../page-names.js';

/** The sentences of the built-in pages in one language. */
export interface PagePhrases {
  readonly pages: {
    readonly [Name in PageName]: { readonly title: string; readonly text: string };
  };
  readonly newPassword: string;
  readonly repeatPassword: string;
  readonly choosePassword: string;
  readonly sendAgain: string;
  readonly passwordsDiffer: string;
  readonly passwordMissing: string;
  readonly passwordRefused: string;
}

/** By language tag. */
export const builtInPhrases: ReadonlyMap<string, PagePhrases> = new Map([
  [
    'en',
    {
      pages: {
        passwordReset: { title: 'Choose a new password', text: 'It replaces the one you have now.' },
        passwordResetSuccess: {
          title: 'Your password is changed',
          text: 'You can log in with your new password now.',
        },
        passwordResetLinkInvalid: {
          title: 'This link no longer works',
          text: 'It was used already, has expired, or is not complete. Ask for a new one in the app.',
        },
        emailVerificationSuccess: {
          title: 'Your e-mail address is confirmed',
          text: 'Thank you. You can go back to the app.',
        },
        emailVerificationSendSuccess: {
          title: 'Look into your mailbox',
          text: 'If there is something to confirm, a new mail is on its way. It can take a few minutes.',
        },
        emailVerificationSendFail: {
          title: 'No mail was sent',
          text: 'Something went wrong. Please try again later.',
        },
        emailVerificationLinkInvalid: {
          title: 'This link does not work',
          text: 'Your address may be confirmed already, or the link is not complete.',
        },
        emailVerificationLinkExpired: {
          title: 'This link has expired',
          text: 'We can send you a new one.',
        },
      },
      newPassword: 'New password',
      repeatPassword: 'Repeat the new password',
      choosePassword: 'Change password',
      sendAgain: 'Send a new link',
      passwordsDiffer: 'The two passwords are not the same.',
      passwordMissing: 'Please type a password.',
      passwordRefused: 'This password was not accepted. Please choose another one.',
    },
  ],
  [
    'de',
    {
      pages: {
        passwordReset: { title: 'Neues Passwort wählen', text: 'Es ersetzt dein jetziges Passwort.' },
        passwordResetSuccess: {
          title: 'Dein Passwort ist geändert',
          text: 'Du kannst dich jetzt mit dem neuen Passwort anmelden.',
        },
        passwordResetLinkInvalid: {
          title: 'Dieser Link gilt nicht mehr',
          text: 'Er wurde schon benutzt, ist abgelaufen oder unvollständig. Fordere in der App einen neuen an.',
        },
        emailVerificationSuccess: {
          title: 'Deine E-Mail-Adresse ist bestätigt',
          text: 'Danke. Du kannst zur App zurückkehren.',
        },
        emailVerificationSendSuccess: {
          title: 'Schau in dein Postfach',
          text: 'Falls es etwas zu bestätigen gibt, ist eine neue Mail unterwegs. Das kann ein paar Minuten dauern.',
        },
        emailVerificationSendFail: {
          title: 'Es wurde keine Mail gesendet',
          text: 'Etwas ist schiefgegangen. Bitte versuche es später noch einmal.',
        },
        emailVerificationLinkInvalid: {
          title: 'Dieser Link gilt nicht',
          text: 'Vielleicht ist deine Adresse schon bestätigt, oder der Link ist unvollständig.',
        },
        emailVerificationLinkExpired: {
          title: 'Dieser Link ist abgelaufen',
          text: 'Wir können dir einen neuen schicken.',
        },
      },
      newPassword: 'Neues Passwort',
      repeatPassword: 'Neues Passwort wiederholen',
      choosePassword: 'Passwort ändern',
      sendAgain: 'Neuen Link senden',
      passwordsDiffer: 'Die beiden Passwörter sind nicht gleich.',
      passwordMissing: 'Bitte gib ein Passwort ein.',
      passwordRefused: 'Dieses Passwort wurde nicht angenommen. Bitte wähle ein anderes.',
    },
  ],
  [
    'es',
    {
      pages: {
        passwordReset: { title: 'Elige una nueva contraseña', text: 'Sustituirá a la que tienes ahora.' },
        passwordResetSuccess: {
          title: 'Tu contraseña ha cambiado',
          text: 'Ya puedes iniciar sesión con la nueva contraseña.',
        },
        passwordResetLinkInvalid: {
          title: 'Este enlace ya no funciona',
          text: 'Ya se ha usado, ha caducado o está incompleto. Pide uno nuevo en la aplicación.',
        },
        emailVerificationSuccess: {
          title: 'Tu correo electrónico está confirmado',
          text: 'Gracias. Puedes volver a la aplicación.',
        },
        emailVerificationSendSuccess: {
          title: 'Mira tu buzón',
          text: 'Si hay algo que confirmar, un nuevo correo está en camino. Puede tardar unos minutos.',
        },
        emailVerificationSendFail: {
          title: 'No se ha enviado ningún correo',
          text: 'Algo ha ido mal. Inténtalo de nuevo más tarde.',
        },
        emailVerificationLinkInvalid: {
          title: 'Este enlace no funciona',
          text: 'Puede que tu dirección ya esté confirmada o que el enlace esté incompleto.',
        },
        emailVerificationLinkExpired: {
          title: 'Este enlace ha caducado',
          text: 'Podemos enviarte uno nuevo.',
        },
      },
      newPassword: 'Nueva contraseña',
      repeatPassword: 'Repite la nueva contraseña',
      choosePassword: 'Cambiar contraseña',
      sendAgain: 'Enviar un nuevo enlace',
      passwordsDiffer: 'Las dos contraseñas no son iguales.',
      passwordMissing: 'Escribe una contraseña.',
      passwordRefused: 'Esta contraseña no se ha aceptado. Elige otra.',
    },
  ],
  [
    'fr',
    {
      pages: {
        passwordReset: {
          title: 'Choisissez un nouveau mot de passe',
          text: 'Il remplacera celui que vous avez maintenant.',
        },
        passwordResetSuccess: {
          title: 'Votre mot de passe est changé',
          text: 'Vous pouvez maintenant vous connecter avec le nouveau mot de passe.',
        },
        passwordResetLinkInvalid: {
          title: 'Ce lien ne fonctionne plus',
          text: 'Il a déjà servi, a expiré ou est incomplet. Demandez-en un nouveau dans l’application.',
        },
        emailVerificationSuccess: {
          title: 'Votre adresse e-mail est confirmée',
          text: 'Merci. Vous pouvez revenir à l’application.',
        },
        emailVerificationSendSuccess: {
          title: 'Consultez votre boîte aux lettres',
          text: 'S’il y a une adresse à confirmer, un nouveau message est en route. Cela peut prendre quelques minutes.',
        },
        emailVerificationSendFail: {
          title: 'Aucun message n’a été envoyé',
          text: 'Une erreur est survenue. Veuillez réessayer plus tard.',
        },
        emailVerificationLinkInvalid: {
          title: 'Ce lien ne fonctionne pas',
          text: 'Votre adresse est peut-être déjà confirmée, ou le lien est incomplet.',
        },
        emailVerificationLinkExpired: {
          title: 'Ce lien a expiré',
          text: 'Nous pouvons vous en envoyer un nouveau.',
        },
      },
      newPassword: 'Nouveau mot de passe',
      repeatPassword: 'Répétez le nouveau mot de passe',
      choosePassword: 'Changer le mot de passe',
      sendAgain: 'Envoyer un nouveau lien',
      passwordsDiffer: 'Les deux mots de passe ne sont pas identiques.',
      passwordMissing: 'Veuillez saisir un mot de passe.',
      passwordRefused: 'Ce mot de passe n’a pas été accepté. Choisissez-en un autre.',
    },
  ],
  [
    'pt',
    {
      pages: {
        passwordReset: { title: 'Escolha uma nova senha', text: 'Ela substituirá a atual.' },
        passwordResetSuccess: {
          title: 'Sua senha foi alterada',
          text: 'Você já pode entrar com a nova senha.',
        },
        passwordResetLinkInvalid: {
          title: 'Este link não funciona mais',
          text: 'Ele já foi usado, expirou ou está incompleto. Peça um novo no aplicativo.',
        },
        emailVerificationSuccess: {
          title: 'Seu e-mail está confirmado',
          text: 'Obrigado. Você pode voltar ao aplicativo.',
        },
        emailVerificationSendSuccess: {
          title: 'Veja sua caixa de entrada',
          text: 'Se houver algo a confirmar, um novo e-mail está a caminho. Pode levar alguns minutos.',
        },
        emailVerificationSendFail: {
          title: 'Nenhum e-mail foi enviado',
          text: 'Algo deu errado. Tente novamente mais tarde.',
        },
        emailVerificationLinkInvalid: {
          title: 'Este link não funciona',
          text: 'Seu endereço talvez já esteja confirmado, ou o link está incompleto.',
        },
        emailVerificationLinkExpired: {
          title: 'Este link expirou',
          text: 'Podemos enviar um novo.',
        },
      },
      newPassword: 'Nova senha',
      repeatPassword: 'Repita a nova senha',
      choosePassword: 'Alterar senha',
      sendAgain: 'Enviar um novo link',
      passwordsDiffer: 'As duas senhas não são iguais.',
      passwordMissing: 'Digite uma senha.',
      passwordRefused: 'Esta senha não foi aceita. Escolha outra.',
    },
  ],
]);
